package gaia.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.OpenApi;
import gaia.testing.Operation;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can send is never answered with 500, and changes nothing that it may not. */
class HostileRequestTest {
  private static final OpenApi DOCUMENT = OpenApi.ofFunction();
  private static final String SOMEBODY = "00000000-0000-4000-8000-000000000000";

  @RegisterExtension static final FunctionUnderTest ACCOUNT = FunctionUnderTest.of("account");

  private final Given given = new Given(ACCOUNT);

  @Test
  void nobody_isAskedWhoTheyAre_beforeAnythingElse() {
    for (Operation operation : DOCUMENT.operations()) {
      if (operation.node().get("responses").has("401")) {
        String path = operation.path().replace("{id}", SOMEBODY) + "?surprise=1";
        Http nobody = ACCOUNT.http().with("Idempotency-Key", "not a key");
        for (Http who :
            List.of(nobody, nobody.as("garbage"), nobody.as(ACCOUNT.issuer().forged("forger")))) {
          Answer answer = who.send(operation.method(), path, "nonsense".getBytes(UTF_8));
          Expect.problem(401, "unauthenticated", answer);
        }
      }
    }
    assertThat(ACCOUNT.number("select count(*) from auth.users where subject = 'forger'")).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user_id            | null
          user_id            | 7
          user_id            | "1-1-1-1-1"
          user_id            | "00000000-0000-4000-8000-00000000000g"
          resource_type      | "Session"
          resource_type      | "room"
          resource_type      | null
          resource_id        | null
          resource_id        | ""
          resource_id        | "a/b"
          resource_id        | "-leads"
          resource_id        | "a b"
          resource_id        | "é"
          resource_id        | "' or 1=1 --"
          resource_id        | {}
          permission         | "admin"
          permission         | "READ"
          permission         | ["read"]
          expires_in_seconds | 59
          expires_in_seconds | 31536001
          expires_in_seconds | -1
          expires_in_seconds | 3600.5
          expires_in_seconds | "3600"
          expires_in_seconds | 1e400
          granted_by         | "00000000-0000-4000-8000-000000000000"
          expires_at         | "2099-01-01T00:00:00Z"
          """)
  void wishThatIsNone_isNamed(String field, String value) {
    given.session("hanna-" + UUID.randomUUID(), "s" + UUID.randomUUID());
    String wish =
        given
            .wish("guest", "friday", "read", "\"expires_in_seconds\": 60")
            .replaceFirst("\"" + field + "\": (\"[^\"]*\"|60)", "\"" + field + "\": REPLACED");
    wish =
        wish.contains("REPLACED")
            ? wish.replace("REPLACED", value)
            : wish.replace("}", ", \"" + field + "\": " + value + "}");
    Answer answer = ACCOUNT.as("hanna").post("/v1/account/permission", wish);
    Expect.invalid(answer, field);
  }

  @Test
  void sessionIdOf255_isAsGoodAsAny_andOf256IsNone() {
    String longest = "s".repeat(255);
    given.session("hanna", longest);
    given.person("guest");
    Expect.status(201, given.grant("hanna", "guest", longest, "read"));
    Expect.invalid(given.grant("hanna", "guest", longest + "s", "read"), "resource_id");
  }

  @Test
  void campaignThatIsASessionsId_isNone() {
    Expect.invalid(
        ACCOUNT
            .as("hanna")
            .post(
                "/v1/account/permission",
                Given.wish(UUID.randomUUID(), "campaign", "friday", "read")),
        "resource_id");
    String uuid = UUID.randomUUID().toString();
    given.session("hanna", uuid);
    Expect.problem(
        404,
        "not-found",
        ACCOUNT
            .as("hanna")
            .post(
                "/v1/account/permission", Given.wish(given.id("hanna"), "campaign", uuid, "read")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/account/permission/1-1-1-1-1",
        "/v1/account/permission/me",
        "/v1/account/permission/00000000-0000-4000-8000-0000000000000",
        "/v1/account/user/me",
        "/v1/account/user/%27"
      })
  void idThatIsNone_isRefused(String path) {
    Expect.invalid(ACCOUNT.as("anna").get(path), "id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/account?x=1",
        "/v1/account/permission/00000000-0000-4000-8000-000000000000?x=1",
        "/v1/account/permission?limit=99999999999999",
        "/v1/account/permission?limit=-1",
        "/v1/account/permission?cursor=AAAA",
        "/v1/account/permission?cursor=%00",
        "/v1/account/user?limit=0",
        "/v1/account/user?cursor=x",
        "/v1/account/event?limit=1e2"
      })
  void strayOrHugeQueries_areRefused(String path) {
    Expect.problem(400, "invalid-request", ACCOUNT.as("anna").get(path));
  }

  @Test
  void otherMethodsAndPlaces_areTold() {
    Http anna = ACCOUNT.as("anna");
    Expect.problem(405, "method-not-allowed", anna.delete("/v1/account"));
    Expect.problem(405, "method-not-allowed", anna.post("/v1/account/user", "{}"));
    Expect.problem(404, "not-found", anna.get("/v1/account/nowhere"));
    Expect.problem(404, "not-found", anna.get("/v1/account/permission/" + SOMEBODY + "/more"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{", "{} x", "{\"is_admin\": true, \"is_admin\": false}"})
  void bodyThatIsNone_isRefused_andUnmakesNobody(String body) {
    given.admin("ada");
    UUID bob = given.admin("bob");
    Expect.problem(
        400, "invalid-request", ACCOUNT.as("ada").patch("/v1/account/user/" + bob, body));
    assertThat(ACCOUNT.one("select is_admin from auth.users where user_id = ?", bob))
        .isEqualTo("t");
  }
}
