package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.RawHttp;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However often a request is sent, and from wherever, it makes one session at most. */
class CreateOnceTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);

  @Test
  void sameKeyAndBody_answersTheSame() {
    Answer first = create("anna", "key-1", "{\"name\": \"Friday\"}");
    Answer second = create("anna", "key-1", "{ \"name\" : \"Friday\", \"max_members\": 8 }");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Location")).isEqualTo(first.header("Location"));
  }

  @Test
  void sameKey_otherBody_isRefused() {
    create("anna", "key-2", "{\"name\": \"Friday\"}");
    Answer other = create("anna", "key-2", "{\"name\": \"Saturday\"}");
    Expect.problem(422, "idempotency-key-reused", other);
    assertThat(other.text("next_step")).isEqualTo("use_new_key");
    Expect.problem(
        422,
        "idempotency-key-reused",
        create("anna", "key-2", "{\"name\": \"Friday\", \"session_id\": \"key-2\"}"));
  }

  @Test
  void sameKey_ofAnotherCaller_isAnotherKey() {
    Answer anna = create("anna", "key-3", "{\"name\": \"Friday\"}");
    Answer berta = create("berta", "key-3", "{\"name\": \"Saturday\"}");
    assertThat(berta.status()).isEqualTo(201);
    assertThat(berta.text("session_id")).isNotEqualTo(anna.text("session_id"));
  }

  @Test
  void newKey_forTheSameBody_makesAnotherSession() {
    Answer first = create("anna", "key-4", "{\"name\": \"Friday\"}");
    Answer second = create("anna", "key-5", "{\"name\": \"Friday\"}");
    assertThat(second.text("session_id")).isNotEqualTo(first.text("session_id"));
  }

  @Test
  void keyBesideAStrangersId_conflicts_andStaysFree() {
    given.session("berta", "bertas");
    String body = "{\"name\": \"Friday\", \"session_id\": \"bertas\"}";
    Expect.problem(409, "session-id-taken", create("anna", "key-6", body));
    Expect.status(201, create("anna", "key-6", "{\"name\": \"Friday\"}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb"})
  void unusableKey_isRefused(String key) {
    Expect.invalid(create("anna", key, "{\"name\": \"Friday\"}"), "Idempotency-Key");
  }

  @Test
  void key_hasALongestForm() {
    Expect.status(201, create("anna", "~".repeat(255), "{\"name\": \"Friday\"}"));
    Expect.invalid(create("anna", "~".repeat(256), "{\"name\": \"Friday\"}"), "Idempotency-Key");
  }

  @Test
  void twoKeys_areRefused_andALatinOne() {
    Expect.invalid(raw("Idempotency-Key: a", "Idempotency-Key: b"), "Idempotency-Key");
    Expect.invalid(raw("Idempotency-Key: \u00e9", "X-Pad: 1"), "Idempotency-Key");
  }

  @Test
  void manyAtOnce_withOneKey_makeOneSession() throws Exception {
    List<Answer> answers = Race.patiently(32, i -> create("dora", "race", "{\"name\": \"Race\"}"));
    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(answers).extracting(Answer::body).containsOnly(answers.getFirst().body());
    assertThat(sessionsOf("dora")).isEqualTo(1);
  }

  /** It waited for the first one, which was let in before the right to it ended. */
  @Test
  void repeatWhileTheFirstIsOnItsWay_isAnsweredWithIt_whateverHappenedMeanwhile()
      throws SQLException {
    UUID campaign = given.campaign("owner");
    given.permission("frida", campaign, "manage", 5);
    String body = "{\"name\": \"Race\", \"campaign_id\": \"%s\"}".formatted(campaign);
    String first = create("frida", "before", body).text("session_id");
    try (Connection other = SESSION.database().connect("migrate");
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          "update campaign_sessions set idempotency_key = 'now' where session_id = '%s'"
              .formatted(first));
      CompletableFuture<Answer> again = Together.later(() -> create("frida", "now", body));
      while (SESSION.number("select count(*) from pg_locks where not granted") == 0) {
        assertThat(again).isNotDone();
        LockSupport.parkNanos(5_000_000);
      }
      statement.execute(
          "delete from auth.access_control where resource_id = '%s'".formatted(campaign));
      other.commit();
      assertThat(again.join().text("session_id")).as(again.join().body()).isEqualTo(first);
    }
  }

  @Test
  void manyAtOnce_withOneId_makeOneSession() throws Exception {
    String body = "{\"session_id\": \"race-id\", \"name\": \"Race\"}";
    List<Answer> answers = Race.patiently(32, i -> SESSION.as("emma").post("/v1/session", body));
    assertThat(answers).extracting(Answer::status).containsOnly(201);
    assertThat(sessionsOf("emma")).isEqualTo(1);
  }

  @Test
  void twoPeopleAtOnce_withOneId_oneGetsIt() throws Exception {
    for (int round = 0; round < 16; round++) {
      String body = "{\"session_id\": \"duel-%d\", \"name\": \"Duel\"}".formatted(round);
      List<Answer> answers =
          Race.patiently(2, i -> SESSION.as(i == 0 ? "anna" : "berta").post("/v1/session", body));
      assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(201, 409);
    }
  }

  private static Answer create(String host, String key, String body) {
    Http client = SESSION.as(host).with("Idempotency-Key", key);
    return client.post("/v1/session", body);
  }

  private static Answer raw(String... headers) {
    return RawHttp.send(
        SESSION.port(),
        "POST /v1/session HTTP/1.1",
        "Host: x",
        "Connection: close",
        "Authorization: Bearer " + SESSION.issuer().token("anna"),
        "Content-Type: application/json",
        "Content-Length: 0",
        headers[0],
        headers[1]);
  }

  private long sessionsOf(String host) {
    return SESSION.number(
        "select count(*) from campaign_sessions where host_id = ?", given.id(host));
  }
}
