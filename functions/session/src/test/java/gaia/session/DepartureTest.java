package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.TestClock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leaving, and being removed. */
class DepartureTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);

  @Test
  void leaving_freesThePlaceOnce() {
    given.session("anna", "left");
    UUID guest = given.member("left", "guest");
    assertThat(Expect.status(204, leave("guest", "left")).body()).isEmpty();
    assertThat(given.memberCount("left")).isEqualTo(1);
    String leftAt = column("left_at", "left", guest);
    Expect.status(204, leave("guest", "left"));
    assertThat(given.memberCount("left")).isEqualTo(1);
    assertThat(column("left_at", "left", guest)).isEqualTo(leftAt);
    assertThat(column("status", "left", guest)).isEqualTo("left");
    assertThat(column("use_number", "left", guest)).isEqualTo("1");
  }

  @Test
  void removing_freesThePlaceOnce() {
    given.session("anna", "removed");
    UUID guest = given.member("removed", "guest");
    Expect.status(204, remove("anna", "removed", guest));
    Expect.status(204, remove("anna", "removed", guest));
    assertThat(given.memberCount("removed")).isEqualTo(1);
    assertThat(column("status", "removed", guest)).isEqualTo("removed");
    Expect.problem(404, "not-found", leave("guest", "removed"));
  }

  /** Whoever was invited anew in between is shut out anew. */
  @Test
  void removingAgain_shutsInvitesIssuedSinceTheFirstTime() {
    given.session("anna", "again");
    UUID guest = given.member("again", "guest");
    Expect.status(204, remove("anna", "again", guest));
    String first = column("removed_at", "again", guest);
    TestClock.ahead(Duration.ofMinutes(5));
    Expect.status(204, remove("anna", "again", guest));
    assertThat(column("removed_at", "again", guest)).isGreaterThan(first);
    assertThat(given.memberCount("again")).isEqualTo(1);
  }

  @Test
  void removingWhoLeft_shutsTheDoor_andFreesNoSecondPlace() {
    given.session("anna", "shut");
    UUID guest = given.member("shut", "guest");
    given.member("shut", "other");
    Expect.status(204, leave("guest", "shut"));
    Expect.status(204, remove("anna", "shut", guest));
    assertThat(given.memberCount("shut")).isEqualTo(2).isEqualTo(given.activeMembers("shut"));
    assertThat(column("status", "shut", guest)).isEqualTo("removed");
  }

  @Test
  void removing_leavesItsEvent_andWhatIsRefusedOnlyThat() {
    given.session("anna", "told");
    UUID guest = given.member("told", "guest");
    given.member("told", "other");
    Expect.problem(403, "forbidden", remove("other", "told", guest));
    Expect.problem(409, "host-cannot-leave", remove("anna", "told", given.id("anna")));
    Expect.status(204, leave("other", "told"));
    Answer removed = Expect.status(204, remove("anna", "told", guest));
    assertThat(removed.body()).isEmpty();
    assertThat(
            SESSION.one(
                """
                select string_agg(concat_ws(' ', event_type, user_id, detail ->> 'user_id'), ', ' order by created_at)
                from audit.security_events where resource_type = 'session' and resource_id = 'told'
                """))
        .isEqualTo(
            "forbidden %s, membership-revoked %s %s"
                .formatted(given.id("other"), given.id("anna"), guest));
  }

  @Test
  void host_stays() {
    given.session("anna", "kept");
    Answer refused = leave("anna", "kept");
    Expect.problem(409, "host-cannot-leave", refused);
    assertThat(refused.text("next_step")).isEqualTo("end_session");
    Expect.problem(409, "host-cannot-leave", remove("anna", "kept", given.id("anna")));
    assertThat(given.memberCount("kept")).isEqualTo(1);
  }

  @Test
  void onlyTheHostRemoves() {
    given.session("anna", "hosted");
    UUID one = given.member("hosted", "one");
    given.member("hosted", "two");
    Expect.problem(403, "forbidden", remove("two", "hosted", one));
    Expect.problem(403, "forbidden", remove("two", "hosted", UUID.randomUUID()));
    Expect.problem(403, "forbidden", remove("one", "hosted", one));
    Expect.problem(404, "not-found", remove("stranger", "hosted", one));
    assertThat(given.memberCount("hosted")).isEqualTo(3);
  }

  @Test
  void whoNeverWasIn_isUnknown() {
    given.session("anna", "small");
    Expect.problem(404, "not-found", remove("anna", "small", UUID.randomUUID()));
    Expect.problem(404, "not-found", leave("stranger", "small"));
    Expect.problem(404, "not-found", leave("anna", "absent"));
    Expect.invalid(SESSION.as("anna").delete("/v1/session/small/member/me"), "user_id");
  }

  @Test
  void endedSession_isLeftToo() {
    given.session("anna", "ended");
    given.member("ended", "guest");
    Expect.ok(SESSION.as("anna").post("/v1/session/ended/end"));
    Expect.status(204, leave("guest", "ended"));
    assertThat(given.memberCount("ended")).isEqualTo(1);
  }

  @Test
  void leavingAndRemovingAtOnce_freeOnePlace() throws Exception {
    given.session("anna", "race");
    for (int round = 0; round < 4; round++) {
      String name = "racer-" + round;
      UUID racer = given.member("race", name);
      List<Answer> answers =
          Race.patiently(16, i -> i % 2 == 0 ? leave(name, "race") : remove("anna", "race", racer));
      assertThat(answers).extracting(Answer::status).containsOnly(204, 404);
      assertThat(answers.stream().filter(a -> a.status() == 404))
          .allMatch(a -> a.text("type").endsWith("not-found"));
      assertThat(given.memberCount("race")).isEqualTo(1);
      assertThat(column("status", "race", racer)).isEqualTo("removed");
    }
  }

  @Test
  void everybodyLeavingAtOnce_leavesTheHost() throws Exception {
    given.create("anna", "{\"session_id\": \"fire\", \"name\": \"x\", \"max_members\": 40}");
    for (int i = 0; i < 32; i++) {
      given.member("fire", "fire-" + i);
    }
    List<Answer> answers = Race.patiently(64, i -> leave("fire-" + i / 2, "fire"));
    assertThat(answers).extracting(Answer::status).containsOnly(204);
    assertThat(given.memberCount("fire")).isEqualTo(1).isEqualTo(given.activeMembers("fire"));
  }

  private static Answer leave(String name, String session) {
    return SESSION.as(name).post("/v1/session/" + session + "/leave");
  }

  private static Answer remove(String name, String session, UUID member) {
    return SESSION.as(name).delete("/v1/session/" + session + "/member/" + member);
  }

  private static String column(String column, String session, UUID member) {
    return String.valueOf(
        SESSION.one(
            "select %s from campaign_session_members where session_id = ? and user_id = ?"
                .formatted(column),
            session,
            member));
  }
}
