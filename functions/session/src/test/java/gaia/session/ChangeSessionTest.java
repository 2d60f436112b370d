package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeSessionTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);

  @Test
  void absentFields_stay() {
    Answer before =
        given.create(
            "anna",
            """
            {"session_id": "stay", "name": "Friday", "max_members": 5, "may_invite": "members", "metadata": {"a": 1}}
            """);
    Answer after = Expect.ok(patch("anna", "stay", "{\"name\": \"Saturday\"}"));
    assertThat(after.text("name")).isEqualTo("Saturday");
    assertThat(after.number("max_members")).isEqualTo(5);
    assertThat(after.text("may_invite")).isEqualTo("members");
    assertThat(after.number("metadata/a")).isEqualTo(1);
    assertThat(after.text("created_at")).isEqualTo(before.text("created_at"));
    assertThat(after.text("updated_at")).isGreaterThan(before.text("updated_at"));
    assertThat(SESSION.as("anna").get("/v1/session/stay").body()).isEqualTo(after.body());
  }

  @Test
  void everyField_changes() {
    given.session("anna", "all");
    Answer after =
        patch(
            "anna",
            "all",
            "{\"name\": \"x\", \"max_members\": 2, \"may_invite\": \"members\", \"metadata\":"
                + " {\"b\": [2]}}");
    Expect.ok(after);
    assertThat(after.text("name")).isEqualTo("x");
    assertThat(after.number("max_members")).isEqualTo(2);
    assertThat(after.text("may_invite")).isEqualTo("members");
    assertThat(after.number("metadata/b/0")).isEqualTo(2);
  }

  @Test
  void nothing_changesNothing() {
    given.session("anna", "nothing");
    Answer after = Expect.ok(patch("anna", "nothing", "{}"));
    assertThat(after.text("name")).isEqualTo("Friday");
  }

  @Test
  void null_clearsMetadata_andNothingElse() {
    given.create("anna", "{\"session_id\": \"null\", \"name\": \"x\", \"metadata\": {\"a\": 1}}");
    assertThat(patch("anna", "null", "{\"metadata\": null}").size("metadata")).isZero();
    for (String field : new String[] {"name", "max_members", "may_invite"}) {
      Expect.invalid(patch("anna", "null", "{\"%s\": null}".formatted(field)), field);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"status", "host_id", "member_count", "session_id", "campaign_id", "ended_at"})
  void whatIsNotForChanging_isNoField(String field) {
    given.session("anna", "fixed-" + field);
    Expect.invalid(patch("anna", "fixed-" + field, "{\"%s\": \"ended\"}".formatted(field)), field);
  }

  @Test
  void limitBelowWhoIsIn_conflicts_withTheNumber() {
    given.session("anna", "crowded");
    given.member("crowded", "guest-1");
    given.member("crowded", "guest-2");
    Answer refused = patch("anna", "crowded", "{\"max_members\": 2, \"name\": \"lost\"}");
    Expect.problem(409, "below-member-count", refused);
    assertThat(refused.text("detail")).startsWith("3 are in");
    assertThat(SESSION.as("anna").get("/v1/session/crowded").text("name")).isEqualTo("Friday");
    assertThat(patch("anna", "crowded", "{\"max_members\": 3}").number("max_members")).isEqualTo(3);
  }

  @Test
  void onlyTheHostChanges() {
    given.session("anna", "hosted");
    given.member("hosted", "guest");
    Expect.problem(403, "forbidden", patch("guest", "hosted", "{\"name\": \"mine\"}"));
    Expect.problem(404, "not-found", patch("stranger", "hosted", "{\"name\": \"mine\"}"));
    assertThat(SESSION.as("anna").get("/v1/session/hosted").text("name")).isEqualTo("Friday");
    assertThat(
            SESSION.one(
                "select event_type || ' ' || user_id || ' ' || resource_id from"
                    + " audit.security_events"))
        .isEqualTo("forbidden " + given.id("guest") + " hosted");
  }

  @Test
  void endedSession_staysAsItIs() {
    given.session("anna", "ended");
    given.member("ended", "guest");
    given.member("ended", "guest-2");
    Expect.ok(SESSION.as("anna").post("/v1/session/ended/end"));
    Expect.problem(410, "session-ended", patch("anna", "ended", "{\"name\": \"x\"}"));
    Expect.problem(410, "session-ended", patch("anna", "ended", "{\"max_members\": 2}"));
  }

  @Test
  void changesAtOnce_neverGoBelowWhoIsIn() throws Exception {
    given.session("anna", "fought");
    for (int i = 0; i < 3; i++) {
      given.member("fought", "fighter-" + i);
    }
    List<Answer> answers =
        Race.patiently(
            32, i -> patch("anna", "fought", "{\"max_members\": %d}".formatted(2 + i % 6)));
    assertThat(answers).extracting(Answer::status).containsOnly(200, 409);
    assertThat(Race.count(409, answers)).isEqualTo(12);
    assertThat(SESSION.as("anna").get("/v1/session/fought").number("max_members"))
        .isGreaterThanOrEqualTo(4);
  }

  private static Answer patch(String name, String id, String json) {
    return SESSION.as(name).patch("/v1/session/" + id, json);
  }
}
