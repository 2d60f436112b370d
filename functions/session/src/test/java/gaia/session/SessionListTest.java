package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.http.Cursor;
import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionListTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);

  @Test
  void pages_showEachSessionOnce_newestFirst_whileOthersAreMade() {
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      given.session("anna", "page-" + i);
      made.addFirst("page-" + i);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Answer page = list("anna", "?limit=7" + cursor);
      seen.addAll(ids(page));
      given.session("anna", "later-" + seen.size());
      cursor = page.isNull("next_cursor") ? null : "&cursor=" + page.text("next_cursor");
    }
    assertThat(seen).isEqualTo(made);
  }

  @Test
  void sessionsOfOneMoment_areAllShown() {
    for (int i = 0; i < 9; i++) {
      given.session("dora", "moment-" + i);
    }
    SESSION.sql(
        "update campaign_session_members set created_at = '2026-01-01T00:00:00.123456Z' where"
            + " user_id = ?",
        given.id("dora"));
    List<String> seen = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < 3; page++) {
      Answer answer = list("dora", "?limit=4" + cursor);
      seen.addAll(ids(answer));
      cursor = answer.isNull("next_cursor") ? "" : "&cursor=" + answer.text("next_cursor");
    }
    assertThat(seen).hasSize(9).doesNotHaveDuplicates();
  }

  @Test
  void whoComesBack_findsTheSessionWhereItWas() {
    given.session("berta", "left-once");
    given.session("berta", "newer");
    given.member("left-once", "back");
    given.member("newer", "back");
    SESSION.sql(
        "update campaign_session_members set joined_at = now() + interval '1 hour' where session_id = ?",
        "left-once");
    assertThat(ids(list("back", ""))).containsExactly("newer", "left-once");
  }

  @Test
  void list_isWhatMembersSee_withoutMetadata() {
    given.session("berta", "bertas");
    given.member("bertas", "guest");
    Answer mine = list("guest", "");
    assertThat(ids(mine)).containsExactly("bertas");
    assertThat(mine.text("items/0/you/role")).isEqualTo("member");
    assertThat(mine.text("items/0/host/display_name")).isEqualTo("Berta");
    assertThat(mine.number("items/0/member_count")).isEqualTo(2);
    assertThat(mine.body()).doesNotContain("metadata");
    assertThat(mine.isNull("next_cursor")).isTrue();
    assertThat(list("nobody", "").size("items")).isZero();
  }

  @Test
  void filters_narrow_aloneAndTogether() {
    UUID campaign = given.campaign("carla");
    given.session("carla", "plain");
    given.session("carla", "over");
    Expect.ok(SESSION.as("carla").post("/v1/session/over/end"));
    given.create(
        "carla",
        "{\"session_id\": \"deep\", \"name\": \"x\", \"campaign_id\": \"%s\"}".formatted(campaign));
    given.session("berta", "elsewhere");
    given.member("elsewhere", "carla");
    assertThat(ids(list("carla", ""))).containsExactly("elsewhere", "deep", "over", "plain");
    assertThat(ids(list("carla", "?role=member"))).containsExactly("elsewhere");
    assertThat(ids(list("carla", "?status=ended"))).containsExactly("over");
    assertThat(ids(list("carla", "?campaign_id=" + campaign))).containsExactly("deep");
    assertThat(ids(list("carla", "?role=host&status=active"))).containsExactly("deep", "plain");
    assertThat(ids(list("carla", "?status=paused"))).isEmpty();
  }

  @Test
  void cursor_isBoundToFiltersAndCaller() {
    given.session("emma", "one");
    given.session("emma", "two");
    String cursor = list("emma", "?limit=1").text("next_cursor");
    assertThat(ids(list("emma", "?limit=5&cursor=" + cursor))).containsExactly("one");
    Expect.invalid(get("emma", "?status=active&cursor=" + cursor), "cursor");
    Expect.invalid(get("frida", "?cursor=" + cursor), "cursor");
    Expect.invalid(get("emma", "?cursor=" + cursor.substring(1)), "cursor");
  }

  @Test
  void cursorOfNoTime_isRefused() {
    List<Object> filters = Arrays.asList(given.id("gina"), null, null, null);
    for (Instant at : List.of(Instant.MAX, Instant.MIN, Instant.parse("+300000-01-01T00:00:00Z"))) {
      Expect.invalid(get("gina", "?cursor=" + new Cursor(at, "x").encode(filters)), "cursor");
    }
    String nul = new Cursor(Instant.EPOCH, "\0").encode(filters);
    Expect.problem(400, "invalid-request", get("gina", "?cursor=" + nul));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "101", "x", "", "1.0", "9999999999", "٣"})
  void limitOutOfBounds_isRefused(String limit) {
    Expect.invalid(get("anna", "?limit=" + limit), "limit");
  }

  @Test
  void pageHas25_unlessAskedForMore() {
    for (int i = 0; i < 26; i++) {
      given.session("hanna", "many-" + i);
    }
    assertThat(list("hanna", "").size("items")).isEqualTo(25);
    assertThat(list("hanna", "?limit=100").size("items")).isEqualTo(26);
    Answer exact = list("hanna", "?limit=26");
    assertThat(exact.isNull("next_cursor")).isTrue();
  }

  @Test
  void unknownFilters_areRefused_allAtOnce() {
    Expect.invalid(
        get("anna", "?status=over&role=guest&campaign_id=7&page=2"),
        "status",
        "role",
        "campaign_id",
        "page");
    Expect.invalid(get("anna", "?status=active&status=ended"), "status");
    Expect.invalid(get("anna", "?status=ACTIVE"), "status");
  }

  private static Answer get(String name, String query) {
    return SESSION.as(name).get("/v1/session" + query.replace("٣", "%D9%A3"));
  }

  private static Answer list(String name, String query) {
    return Expect.ok(get(name, query));
  }

  private static List<String> ids(Answer page) {
    return IntStream.range(0, page.size("items"))
        .mapToObj(i -> page.text("items/" + i + "/session_id"))
        .toList();
  }
}
