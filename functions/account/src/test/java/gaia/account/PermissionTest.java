package gaia.account;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.Patience;
import gaia.testing.TestClock;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Giving, renewing and taking rights on a session or a campaign. */
class PermissionTest {
  private static final String HOUR = "\"expires_in_seconds\": 3600";

  @RegisterExtension static final FunctionUnderTest ACCOUNT = FunctionUnderTest.of("account");

  private final Given given = new Given(ACCOUNT);

  @Test
  void host_gives_andTheEventSaysWhoWhomAndWhat() {
    given.session("hanna", "given");
    UUID guest = given.person("guest");
    Answer granted = Expect.status(201, given.grant("hanna", "guest", "given", "invite", HOUR));
    assertThat(granted.text("user_id")).isEqualTo(guest.toString());
    assertThat(granted.text("display_name")).isEqualTo("Guest");
    assertThat(granted.text("granted_by")).isEqualTo(given.id("hanna").toString());
    assertThat(Instant.parse(granted.text("expires_at")))
        .isEqualTo(Instant.parse(granted.text("granted_at")).plusSeconds(3600));
    String path = granted.header("Location").orElseThrow();
    for (String who : List.of("hanna", "guest")) {
      assertThat(Expect.ok(ACCOUNT.as(who).get(path)).body()).isEqualTo(granted.body());
    }
    assertThat(given.events("session", "given"))
        .containsExactly("permission-granted " + given.id("hanna") + " " + guest);
  }

  @Test
  void theSameAgain_isRenewed_untilWhatTheLastSays() {
    given.session("hanna", "renewed");
    given.person("guest");
    Answer first = given.grant("hanna", "guest", "renewed", "invite", HOUR);
    TestClock.ahead(Duration.ofMinutes(30));
    Answer again = given.grant("hanna", "guest", "renewed", "invite", "\"expires_in_seconds\": 60");
    assertThat(again.text("access_id")).isEqualTo(first.text("access_id"));
    assertThat(again.text("created_at")).isEqualTo(first.text("created_at"));
    assertThat(Instant.parse(again.text("expires_at")))
        .isBefore(Instant.parse(first.text("expires_at")));
    Answer forever = given.grant("hanna", "guest", "renewed", "invite");
    assertThat(forever.isNull("expires_at")).isTrue();
    Expect.status(201, given.grant("hanna", "guest", "renewed", "read"));
    assertThat(types("renewed"))
        .containsExactly(
            "permission-granted", "permission-renewed", "permission-renewed", "permission-granted");
  }

  @Test
  void givenAfterItEnded_isGivenAnew() {
    given.session("hanna", "anew");
    given.person("guest");
    given.grant("hanna", "guest", "anew", "invite", HOUR);
    TestClock.ahead(Duration.ofHours(1));
    given.grant("hanna", "guest", "anew", "invite", HOUR);
    assertThat(types("anew")).containsExactly("permission-granted", "permission-granted");
  }

  @Test
  void end_isThatVeryMoment() {
    given.session("hanna", "moment");
    UUID guest = given.person("moment-guest");
    Answer granted = given.grant("hanna", "moment-guest", "moment", "invite", HOUR);
    Instant end = Instant.parse(granted.text("expires_at"));
    ACCOUNT.sql(
        "update auth.access_control set expires_at = now() + interval '10 minutes' where user_id = ?",
        guest);
    assertThat(end).isAfter(Instant.now());
    assertThat(Expect.ok(ACCOUNT.as("moment-guest").get("/v1/account/permission")).size("items"))
        .isEqualTo(1);
    TestClock.ahead(Duration.ofMinutes(11));
    assertThat(Expect.ok(ACCOUNT.as("moment-guest").get("/v1/account/permission")).size("items"))
        .isZero();
    Expect.problem(404, "not-found", ACCOUNT.as("hanna").get(path(granted)));
  }

  @Test
  void revoked_isOver_forEverybody_andSaidOnce() {
    given.session("hanna", "revoked");
    given.person("guest");
    Answer granted = given.grant("hanna", "guest", "revoked", "manage");
    Expect.status(204, ACCOUNT.as("hanna").delete(path(granted)));
    Expect.status(204, ACCOUNT.as("hanna").delete(path(granted)));
    Expect.problem(404, "not-found", ACCOUNT.as("guest").get(path(granted)));
    assertThat(types("revoked")).containsExactly("permission-granted", "permission-revoked");
    Answer again = given.grant("hanna", "guest", "revoked", "manage");
    assertThat(again.text("access_id")).isEqualTo(granted.text("access_id"));
    Expect.ok(ACCOUNT.as("guest").get(path(again)));
  }

  @Test
  void holder_givesBack_whatIsTheirs() {
    given.session("hanna", "back");
    given.member("back", "member");
    Answer granted = given.grant("hanna", "member", "back", "invite");
    Expect.problem(404, "not-found", ACCOUNT.as("stranger").delete(path(granted)));
    given.member("back", "nosy");
    Expect.problem(404, "not-found", ACCOUNT.as("nosy").delete(path(granted)));
    Expect.status(204, ACCOUNT.as("member").delete(path(granted)));
    assertThat(given.events("session", "back").getLast())
        .isEqualTo("permission-revoked " + given.id("member") + " " + given.id("member"));
  }

  @Test
  void nobody_givesThemselvesWhatTheyDoNotHost() {
    given.session("hanna", "greedy");
    UUID member = given.member("greedy", "greta");
    Answer refused = given.grant("greta", "greta", "greedy", "manage");
    Expect.problem(403, "forbidden", refused);
    assertThat(refused.text("next_step")).isEqualTo("ask_host");
    Expect.status(201, given.grant("hanna", "greta", "greedy", "manage", HOUR));
    Expect.problem(403, "forbidden", given.grant("greta", "greta", "greedy", "manage"));
    Expect.problem(403, "forbidden", given.grant("greta", "hanna", "greedy", "read"));
    assertThat(given.events("session", "greedy"))
        .filteredOn(event -> event.startsWith("forbidden"))
        .hasSize(3)
        .allMatch(event -> event.equals("forbidden " + member));
    assertThat(
            ACCOUNT.number(
                "select count(*) from auth.access_control where resource_id = 'greedy' and expires_at is null"))
        .isZero();
  }

  @Test
  void stranger_isToldNothing_asOfASessionThatIsNot() {
    given.session("hanna", "secretive");
    given.person("guest");
    Answer strange =
        Expect.problem(404, "not-found", given.grant("stranger", "stranger", "secretive", "read"));
    Answer absent =
        Expect.problem(404, "not-found", given.grant("stranger", "stranger", "absent", "read"));
    assertThat(strange.text("detail")).isEqualTo(absent.text("detail"));
    UUID campaign = given.campaign("olga");
    Expect.problem(404, "not-found", onCampaign("stranger", campaign.toString(), "manage"));
    given.participant(campaign, "pia");
    Expect.problem(403, "forbidden", onCampaign("pia", campaign.toString(), "manage"));
  }

  /** Whoever was removed may not know of the session by what they were given before. */
  @Test
  void removed_isAStranger_unlessGivenAnewSince() {
    given.session("hanna", "removal");
    UUID rob = given.member("removal", "rob");
    given.grant("hanna", "rob", "removal", "manage");
    ACCOUNT.sql(
        """
        update campaign_session_members set status = 'removed', removed_at = now() + interval '1 minute'
        where user_id = ?
        """,
        rob);
    Expect.problem(404, "not-found", given.grant("rob", "rob", "removal", "manage"));
    TestClock.ahead(Duration.ofMinutes(2));
    given.grant("hanna", "rob", "removal", "manage");
    Expect.problem(403, "forbidden", given.grant("rob", "rob", "removal", "manage"));
  }

  @Test
  void owner_givesOnACampaign_underOneSpellingOfItsId() {
    UUID campaign = given.campaign("olga");
    given.person("guest");
    Answer granted =
        Expect.status(
            201, onCampaign("olga", campaign.toString().toUpperCase(Locale.ROOT), "manage"));
    assertThat(granted.text("resource_id")).isEqualTo(campaign.toString());
    Answer again = Expect.status(201, onCampaign("olga", campaign.toString(), "manage"));
    assertThat(again.text("access_id")).isEqualTo(granted.text("access_id"));
    Expect.ok(ACCOUNT.as("olga").get(path(granted)));
    Expect.status(204, ACCOUNT.as("olga").delete(path(granted)));
  }

  @Test
  void admin_givesAndTakes_whereverItIs() {
    given.admin("ada");
    given.session("hanna", "adas");
    given.person("guest");
    Answer granted = Expect.status(201, given.grant("ada", "guest", "adas", "invite"));
    Expect.problem(404, "not-found", given.grant("ada", "guest", "nowhere", "invite"));
    Expect.status(204, ACCOUNT.as("ada").delete(path(granted)));
  }

  @Test
  void whoNeverSignedIn_canBeGivenNothing() {
    given.session("hanna", "nobody");
    Answer refused = given.grant("hanna", "never-seen", "nobody", "read");
    Expect.problem(404, "not-found", refused);
    assertThat(refused.text("detail")).contains("nobody with this user_id");
  }

  @Test
  void key_answersWithWhatItGave_andRenewsNothing() {
    given.session("hanna", "keyed");
    given.person("guest");
    given.person("second");
    Http hanna = ACCOUNT.as("hanna").with("Idempotency-Key", "k-keyed");
    String wish = given.wish("guest", "keyed", "invite", HOUR);
    Answer first = Expect.status(201, hanna.post("/v1/account/permission", wish));
    TestClock.ahead(Duration.ofMinutes(5));
    Answer again = Expect.status(201, hanna.post("/v1/account/permission", wish));
    assertThat(again.body()).isEqualTo(first.body());
    Answer reused =
        hanna.post("/v1/account/permission", given.wish("second", "keyed", "invite", HOUR));
    Expect.problem(422, "idempotency-key-reused", reused);
    Expect.status(204, ACCOUNT.as("hanna").delete(path(first)));
    Answer late = Expect.status(201, hanna.post("/v1/account/permission", wish));
    assertThat(late.text("access_id")).isEqualTo(first.text("access_id"));
    Expect.problem(404, "not-found", ACCOUNT.as("guest").get(path(first)));
    assertThat(types("keyed")).containsExactly("permission-granted", "permission-revoked");
  }

  @Test
  void oneKeyForTwoAtOnce_givesOne() {
    given.session("hanna", "raced");
    given.person("guest");
    given.person("second");
    for (int round = 0; round < 5; round++) {
      Http hanna = ACCOUNT.as("hanna").with("Idempotency-Key", "raced-" + round);
      String right = round % 2 == 0 ? "invite" : "manage";
      List<Answer> answers =
          Together.start(
              8,
              i ->
                  Patience.with(
                      () ->
                          hanna.post(
                              "/v1/account/permission",
                              given.wish(i % 2 == 0 ? "guest" : "second", "raced", right, HOUR))));
      assertThat(answers).extracting(Answer::status).containsOnly(201, 422);
      assertThat(
              answers.stream()
                  .filter(answer -> answer.status() == 201)
                  .map(answer -> answer.text("access_id"))
                  .distinct())
          .hasSize(1);
    }
  }

  /** It waited for the first one, and renewed once more what that had renewed. */
  @Test
  void repeatWhileTheFirstIsOnItsWay_isAnsweredWithIt_andNoSecondEvent() throws SQLException {
    given.session("hanna", "twice");
    given.person("guest");
    String wish = given.wish("guest", "twice", "invite", HOUR);
    Http before = ACCOUNT.as("hanna").with("Idempotency-Key", "before-twice");
    Answer first = Expect.status(201, before.post("/v1/account/permission", wish));
    try (Connection other = ACCOUNT.database().connect("migrate");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "update auth.access_control set idempotency_key = 'twice' where resource_id = 'twice'");
      Http hanna = ACCOUNT.as("hanna").with("Idempotency-Key", "twice");
      CompletableFuture<Answer> again =
          Together.later(() -> hanna.post("/v1/account/permission", wish));
      while (ACCOUNT.number("select count(*) from pg_locks where not granted") == 0) {
        assertThat(again).isNotDone();
        LockSupport.parkNanos(5_000_000);
      }
      other.commit();
      assertThat(Expect.status(201, again.join()).body()).isEqualTo(first.body());
    }
    assertThat(types("twice")).containsExactly("permission-granted");
  }

  @Test
  void sameGrantAtOnce_isOneRow() {
    given.session("hanna", "crowd");
    given.person("guest");
    List<Answer> answers =
        Together.start(
            12, i -> Patience.with(() -> given.grant("hanna", "guest", "crowd", "invite", HOUR)));
    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers.stream().map(answer -> answer.text("access_id")).distinct()).hasSize(1);
    assertThat(given.events("session", "crowd")).hasSize(12);
  }

  private List<String> types(String sessionId) {
    return given.events("session", sessionId).stream()
        .map(event -> event.split(" ", -1)[0])
        .toList();
  }

  private Answer onCampaign(String who, String campaign, String permission) {
    String wish = Given.wish(given.person("guest"), "campaign", campaign, permission);
    return ACCOUNT.as(who).post("/v1/account/permission", wish);
  }

  private static String path(Answer granted) {
    return "/v1/account/permission/" + granted.text("access_id");
  }
}
