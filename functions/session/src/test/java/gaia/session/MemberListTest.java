package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MemberListTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);

  @Test
  void host_seesHowEachCameIn_alsoWhoLeft() {
    given.session("anna", "open");
    UUID guest = given.member("open", "guest");
    given.member("open", "leaver");
    Expect.status(204, SESSION.as("leaver").post("/v1/session/open/leave"));
    Answer seen = list("anna", "open", "");
    assertThat(names(seen)).containsExactly("Leaver", "Guest", "Anna");
    assertThat(seen.text("items/0/status")).isEqualTo("left");
    assertThat(seen.text("items/1/user_id")).isEqualTo(guest.toString());
    assertThat(seen.text("items/1/role")).isEqualTo("member");
    assertThat(seen.text("items/1/status")).isEqualTo("active");
    assertThat(seen.text("items/1/joined_at")).endsWith("Z");
    assertThat(seen.text("items/1/invited_by")).isEqualTo(given.id("anna").toString());
    assertThat(seen.text("items/1/invite_id")).isNotEmpty();
    assertThat(seen.number("items/1/use_number")).isEqualTo(1);
    assertThat(seen.text("items/2/role")).isEqualTo("host");
    assertThat(seen.isNull("items/2/invite_id")).isTrue();
  }

  @Test
  void member_seesWhoIsIn_andNoMore() {
    given.session("anna", "shown");
    given.member("shown", "guest");
    given.member("shown", "leaver");
    Expect.status(204, SESSION.as("leaver").post("/v1/session/shown/leave"));
    Answer seen = list("guest", "shown", "");
    assertThat(names(seen)).containsExactly("Guest", "Anna");
    assertThat(seen.body()).doesNotContain("invite", "use_number", "status");
  }

  @Test
  void invite_filtersForTheHostOnly() {
    given.session("anna", "filtered");
    given.member("filtered", "one");
    given.member("filtered", "two");
    String invite = list("anna", "filtered", "").text("items/0/invite_id");
    assertThat(names(list("anna", "filtered", "?invite_id=" + invite))).containsExactly("Two");
    assertThat(list("anna", "filtered", "?invite_id=" + UUID.randomUUID()).size("items")).isZero();
    Expect.problem(403, "forbidden", get("one", "filtered", "?invite_id=" + invite));
    Expect.problem(403, "forbidden", get("one", "filtered", "?invite_id=" + UUID.randomUUID()));
    Expect.invalid(get("anna", "filtered", "?invite_id=1"), "invite_id");
  }

  @Test
  void stranger_seesNothing() {
    given.session("anna", "closed");
    Expect.problem(404, "not-found", get("stranger", "closed", ""));
    Expect.problem(404, "not-found", get("stranger", "closed", "?invite_id=" + UUID.randomUUID()));
    Expect.problem(404, "not-found", get("stranger", "absent", ""));
  }

  @Test
  void pages_showEachMemberOnce_newestFirst() {
    given.create("anna", "{\"session_id\": \"big\", \"name\": \"x\", \"max_members\": 40}");
    List<String> all = new ArrayList<>(List.of("Anna"));
    for (int i = 10; i < 30; i++) {
      given.member("big", "m" + i);
      all.addFirst("M" + i);
    }
    for (String reader : new String[] {"anna", "m15"}) {
      List<String> seen = new ArrayList<>();
      String cursor = "";
      while (cursor != null) {
        Answer page = list(reader, "big", "?limit=6" + cursor);
        seen.addAll(names(page));
        cursor = page.isNull("next_cursor") ? null : "&cursor=" + page.text("next_cursor");
      }
      assertThat(seen).isEqualTo(all);
    }
  }

  @Test
  void membersOfOneMoment_areAllShown_andWhoCameBackStaysInPlace() {
    given.session("anna", "crowd");
    for (int i = 1; i < 8; i++) {
      given.member("crowd", "c" + i);
    }
    SESSION.sql(
        "update campaign_session_members set created_at = '2026-01-01T00:00:00.123456Z',"
            + " joined_at = now() + make_interval(mins => ascii(right(user_id::text, 1)))"
            + " where session_id = ?",
        "crowd");
    List<String> seen = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < 3; page++) {
      Answer answer = list("anna", "crowd", "?limit=3" + cursor);
      seen.addAll(names(answer));
      cursor = answer.isNull("next_cursor") ? "" : "&cursor=" + answer.text("next_cursor");
    }
    assertThat(seen).hasSize(8).doesNotHaveDuplicates();
  }

  @Test
  void cursor_isBoundToSessionAndFilter() {
    given.session("anna", "bound");
    given.member("bound", "guest");
    given.session("anna", "other");
    String cursor = list("anna", "bound", "?limit=1").text("next_cursor");
    Expect.invalid(get("anna", "other", "?cursor=" + cursor), "cursor");
    Expect.invalid(
        get("anna", "bound", "?invite_id=" + UUID.randomUUID() + "&cursor=" + cursor), "cursor");
    Expect.invalid(get("anna", "bound", "?limit=0&status=left"), "status");
    Expect.invalid(get("anna", "bound", "?limit=0"), "limit");
  }

  private static Answer get(String name, String session, String query) {
    return SESSION.as(name).get("/v1/session/" + session + "/member" + query);
  }

  private static Answer list(String name, String session, String query) {
    return Expect.ok(get(name, session, query));
  }

  private static List<String> names(Answer page) {
    return IntStream.range(0, page.size("items"))
        .mapToObj(i -> page.text("items/" + i + "/display_name"))
        .toList();
  }
}
