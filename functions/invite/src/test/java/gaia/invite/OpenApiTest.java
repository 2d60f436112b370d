package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gaia.http.ProblemType;
import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.OpenApi;
import gaia.testing.Operation;
import gaia.testing.TestClock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published document is true: it tells of all that the function does, and of no more. */
class OpenApiTest {
  private static final String ISSUE = "POST /v1/invite";
  private static final String LIST = "GET /v1/invite";
  private static final String PREVIEW = "GET /v1/invite/preview";
  private static final String REDEEM = "POST /v1/invite/redeem";
  private static final String REVOKE = "POST /v1/invite/{id}/revoke";

  @RegisterExtension static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite");

  private static OpenApi document;

  @BeforeAll
  static void read() {
    Answer published = INVITE.http().get("/v1/invite/_openapi");
    assertThat(published.status()).isEqualTo(200);
    assertThat(published.header("Content-Type")).hasValue("application/yaml");
    document = new OpenApi(published.body());
  }

  @Test
  void tellsOfEveryRoute_andNoOther() {
    assertThat(document.operations().stream().map(Operation::route))
        .containsExactlyInAnyOrderElementsOf(INVITE.routes());
  }

  @Test
  void everyOperationHasAnExampleToPaste() {
    for (Operation operation : document.operations()) {
      String source = operation.node().at("/x-codeSamples/0/source").asText();
      assertThat(source).as(operation.route()).contains("curl", "http://127.0.0.1:8080/v1/invite");
    }
  }

  @Test
  void tellsOfWhatSucceeds() {
    Game game = Game.of(INVITE, 4);
    Answer invite = game.issue("hanna", "\"note\": \"x\"", "\"multi_use\": true");
    assertTells(ISSUE, invite);
    assertTells(PREVIEW, preview(invite.text("token")));
    assertTells(REDEEM, game.redeem("bob", invite));
    assertTells(REDEEM, game.redeem("bob", invite));
    assertTells(LIST, INVITE.as("hanna").get("/v1/invite?session_id=" + game.id()));
    assertTells(REVOKE, revoke("hanna", invite.text("invite_id")));
    assertTells(PREVIEW, preview(invite.text("token")));
    assertTells(
        PREVIEW,
        INVITE.as("bob").with("Invite-Token", invite.text("token")).get("/v1/invite/preview"));
    assertTells("GET /v1/invite/_health", INVITE.http().get("/v1/invite/_health"));
  }

  @Test
  void tellsOfWhatIssuersAreRefused() {
    Game game = Game.of(INVITE, 4).with("alice");
    assertTells(ISSUE, game.issue("hanna", "\"max_uses\": 5"));
    assertTells(ISSUE, INVITE.http().post("/v1/invite", game.wish()));
    assertTells(ISSUE, game.issue("alice"));
    assertTells(ISSUE, game.issue("zoe"));
    assertTells(
        ISSUE, INVITE.as("hanna").with("Accept", "text/html").post("/v1/invite", game.wish()));
    assertTells(ISSUE, game.issue("hanna", "\"note\": \"" + "x".repeat(66_000) + "\""));
    assertTells(
        ISSUE, INVITE.as("hanna").with("Content-Type", "text/plain").post("/v1/invite", "x"));
    INVITE.as("hanna").with("Idempotency-Key", "told").post("/v1/invite", game.wish());
    assertTells(
        ISSUE,
        INVITE
            .as("hanna")
            .with("Idempotency-Key", "told")
            .post("/v1/invite", game.wish("\"note\": \"x\"")));
    assertTells(LIST, INVITE.as("hanna").get("/v1/invite"));
    assertTells(LIST, INVITE.as("zoe").get("/v1/invite?session_id=" + game.id()));
    String id = game.invite().text("invite_id");
    assertTells(REVOKE, revoke("alice", id));
    assertTells(REVOKE, revoke("zoe", id));
    assertTells(REVOKE, revoke("zoe", "x"));
    game.end();
    assertTells(ISSUE, game.issue("hanna"));
  }

  @Test
  void tellsOfWhatHoldersOfATokenAreRefused() {
    Game game = Game.of(INVITE, 3).with("alice");
    Answer spent = game.invite("\"expires_in_seconds\": 60");
    game.redeem("bob", spent);
    Answer before = game.invite("\"multi_use\": true");
    assertRefusedAndTold(game, "zoe", before.text("token"), "session-full");
    assertRefusedAndTold(game, "zoe", spent.text("token"), "invite-used-up");
    game.removed("bob");
    assertRefusedAndTold(game, "bob", before.text("token"), "member-removed");
    assertRefusedAndTold(game, "zoe", InviteToken.of(new byte[32]).shown(), "invite-unknown");
    assertRefusedAndTold(game, "zoe", "0000", "invalid-request");
    TestClock.ahead(Duration.ofMinutes(2));
    assertRefusedAndTold(game, "zoe", spent.text("token"), "invite-expired");
    revoke("hanna", spent.text("invite_id"));
    assertRefusedAndTold(game, "zoe", spent.text("token"), "invite-revoked");
    game.end();
    assertRefusedAndTold(game, "zoe", spent.text("token"), "session-ended");
    assertTells(PREVIEW, preview("0000"));
    assertTells(PREVIEW, preview(InviteToken.of(new byte[32]).shown()));
  }

  private static void assertRefusedAndTold(Game game, String name, String token, String problem) {
    Answer refused = game.redeem(name, token);
    assertThat(Races.outcome(refused)).isEqualTo(problem);
    assertTells(REDEEM, refused);
  }

  @Test
  void exampleProblems_areWordedAsTheFunctionWordsThem() {
    List<JsonNode> examples = document.exampleProblems("/components/responses");
    assertThat(examples).hasSizeGreaterThan(15);
    for (JsonNode example : examples) {
      assertThat(document.errors("Problem", example.toString())).as(example.toString()).isEmpty();
      ProblemType type =
          Arrays.stream(ProblemType.values())
              .filter(candidate -> candidate.urn().equals(example.get("type").asText()))
              .findFirst()
              .orElseThrow();
      assertThat(example.get("title").asText()).isEqualTo(type.title());
      assertThat(example.get("status").asInt()).isEqualTo(type.status());
      assertThat(example.get("next_step").asText()).isEqualTo(type.nextStep().wire());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"multi_use\": null, \"max_uses\": null, \"expires_in_seconds\": null, \"note\": null",
        "\"max_uses\": 1",
        "\"max_uses\": 2",
        "\"max_uses\": 2, \"multi_use\": true",
        "\"max_uses\": 2.0, \"multi_use\": true",
        "\"max_uses\": 2.5, \"multi_use\": true",
        "\"max_uses\": 0, \"multi_use\": true",
        "\"max_uses\": 10000, \"multi_use\": true",
        "\"max_uses\": 10001, \"multi_use\": true",
        "\"max_uses\": \"2\", \"multi_use\": true",
        "\"multi_use\": \"true\"",
        "\"expires_in_seconds\": 59",
        "\"expires_in_seconds\": 60",
        "\"expires_in_seconds\": 2592000",
        "\"expires_in_seconds\": 2592001",
        "\"note\": \"\"",
        "\"note\": \" \"",
        "\"note\": \" x \"",
        "\"note\": \"a\\nb\"",
        "\"unknown\": 1"
      })
  void bodyIsTakenExactlyWhereTheDocumentTakesIt(String fields) {
    Game game = Game.of(INVITE, 4);
    String wish = fields.isEmpty() ? game.wish() : game.wish(fields);
    Answer answer = INVITE.as("hanna").post("/v1/invite", wish);
    assertThat(answer.status() == 201)
        .as("%s %s", wish, answer)
        .isEqualTo(document.errors(document.operation(ISSUE), wish).isEmpty());
  }

  private static void assertTells(String route, Answer answer) {
    document.assertDocumented(document.operation(route), answer);
  }

  private static Answer preview(String token) {
    return INVITE.http().with("Invite-Token", token).get("/v1/invite/preview");
  }

  private static Answer revoke(String name, String id) {
    return INVITE.as(name).post("/v1/invite/" + id + "/revoke");
  }
}
