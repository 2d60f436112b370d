package gaia.account;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trail, as admins read it. */
class EventTest {
  @RegisterExtension static final FunctionUnderTest ACCOUNT = FunctionUnderTest.of("account");

  private static final UUID ONE = UUID.fromString("00000000-0000-4000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("00000000-0000-4000-8000-000000000002");

  /** Thirty, a minute apart; of every third somebody else is the one it was done to. */
  @BeforeAll
  static void trail() {
    new Given(ACCOUNT).admin("ada");
    ACCOUNT.sql(
        """
        insert into audit.security_events (event_id, event_type, user_id, resource_type, resource_id, detail, created_at)
        select gen_random_uuid(), case n % 2 when 0 then 'forbidden' else 'permission-granted' end,
          case n % 3 when 0 then ?::uuid else ?::uuid end, 'session', 's' || n,
          case n % 3 when 0 then jsonb_build_object('user_id', ?::uuid) else '{"route": "GET /"}' end,
          timestamptz '2026-01-01T00:00:00Z' + n * interval '1 minute'
        from generate_series(1, 30) n
        """,
        ONE, OTHER, OTHER);
  }

  @Test
  void pages_showEachOnce_newestFirst() {
    assertThat(all("?limit=7&until=2026-02-01T00:00:00Z")).isEqualTo(numbers(1, 1));
  }

  @Test
  void filters_narrow_aloneAndTogether() {
    assertThat(all("?limit=4&type=forbidden&until=2026-02-01T00:00:00Z")).isEqualTo(numbers(2, 2));
    assertThat(all("?limit=4&user_id=" + ONE)).isEqualTo(numbers(3, 3));
    assertThat(all("?limit=100&user_id=" + OTHER)).isEqualTo(numbers(1, 1));
    assertThat(all("?limit=3&user_id=" + OTHER + "&type=forbidden")).isEqualTo(numbers(2, 2));
    assertThat(all("?since=2026-01-01T00:10:00Z&until=2026-01-01T00:12:00Z"))
        .containsExactly("s11", "s10");
    assertThat(all("?since=2026-01-01T01:10:00%2B01:00&until=2026-01-01T00:12:00Z"))
        .containsExactly("s11", "s10");
    assertThat(all("?type=never-heard-of")).isEmpty();
    assertThat(all("?user_id=" + UUID.randomUUID())).isEmpty();
  }

  @Test
  void event_isWhole() {
    Answer page = get("?user_id=" + ONE + "&limit=1");
    assertThat(page.text("items/0/event_type")).isEqualTo("forbidden");
    assertThat(page.text("items/0/user_id")).isEqualTo(ONE.toString());
    assertThat(page.text("items/0/detail/user_id")).isEqualTo(OTHER.toString());
    assertThat(page.text("items/0/created_at")).isEqualTo("2026-01-01T00:30:00Z");
  }

  @Test
  void refusalOfAnybody_isThere_withItsRequest() {
    Answer refused = ACCOUNT.as("mallory").get("/v1/account/event");
    Expect.problem(403, "forbidden", refused);
    Answer page = get("?type=forbidden&limit=1&user_id=" + new Given(ACCOUNT).id("mallory"));
    assertThat("urn:gaia:request:" + page.text("items/0/request_id"))
        .isEqualTo(refused.text("instance"));
    assertThat(page.text("items/0/detail/route")).isEqualTo("GET /v1/account/event");
  }

  @Test
  void cursor_isBoundToItsFilters() {
    String cursor = get("?limit=1&user_id=" + ONE).text("next_cursor");
    Expect.invalid(send("?limit=1&cursor=" + cursor), "cursor");
    Expect.invalid(send("?user_id=" + ONE + "&type=x&cursor=" + cursor), "cursor");
    List<Object> filters = Arrays.asList("event", null, null, Instant.EPOCH, Cursor.START.at());
    Expect.invalid(
        send("?cursor=" + new Cursor(Instant.EPOCH, "no-uuid").encode(filters)), "cursor");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yesterday",
        "2026-01-01",
        "2026-01-01T00:00:00",
        "1969-12-31T23:59:59Z",
        "9999-12-31T00:00:00Z",
        "+300000-01-01T00:00:00Z",
        "2026-13-01T00:00:00Z",
        ""
      })
  void timeThatIsNone_isRefused(String time) {
    String encoded = time.replace("+", "%2B");
    Expect.invalid(send("?since=" + encoded), "since");
    Expect.invalid(send("?until=" + encoded), "until");
  }

  @Test
  void otherFilters_areRefused_allAtOnce() {
    Expect.invalid(send("?user_id=x&event_type=y&since=z"), "user_id", "event_type", "since");
    Expect.invalid(send("?type=%27%3B--&limit=0"), "limit", "type");
    Expect.invalid(send("?type=" + "x".repeat(101)), "type");
  }

  private static List<String> all(String query) {
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      Answer page = get(query + cursor);
      seen.addAll(Given.each(page, "resource_id"));
      cursor = page.isNull("next_cursor") ? null : "&cursor=" + page.text("next_cursor");
    }
    return seen;
  }

  private static List<String> numbers(int first, int step) {
    List<String> numbers = new ArrayList<>();
    for (int n = first; n <= 30; n += step) {
      numbers.addFirst("s" + n);
    }
    return numbers;
  }

  private static Answer send(String query) {
    return ACCOUNT.as("ada").get("/v1/account/event" + query);
  }

  private static Answer get(String query) {
    return Expect.ok(send(query));
  }
}
