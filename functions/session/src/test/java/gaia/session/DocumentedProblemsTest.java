package gaia.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Gate;
import gaia.testing.Http;
import gaia.testing.OpenApi;
import gaia.testing.Operation;
import gaia.testing.RunningFunction;
import gaia.testing.TestIssuer;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation answers every problem that the document gives it, as the document has it. */
class DocumentedProblemsTest {
  private static final OpenApi DOCUMENT = OpenApi.ofFunction();

  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);
  private final Set<String> seen = new TreeSet<>();

  @Test
  void everyDocumentedProblem_isAnswered() throws Exception {
    Set<String> documented = new TreeSet<>();
    for (Operation operation : DOCUMENT.operations()) {
      for (String status :
          (Iterable<String>) () -> operation.node().get("responses").fieldNames()) {
        if (Integer.parseInt(status) >= 400 && !status.equals("503")) {
          documented.add(operation.id() + " " + status);
        }
      }
    }
    UUID campaign = given.campaign("anna");
    given.session("anna", "friday");
    given.session("anna", "over");
    UUID guest = given.member("friday", "guest");
    given.member("friday", "second");
    given.permission("guest", campaign, "read", 5);
    given.person("dora");
    SESSION.sql("update auth.users set is_active = false where subject = 'dora'");
    Expect.ok(SESSION.as("anna").post("/v1/session/over/end"));
    for (Operation operation : DOCUMENT.operations()) {
      provoke(operation, guest);
    }
    given.member("friday", "third");
    Http anna = SESSION.as("anna");
    Http member = SESSION.as("third");
    Operation create = DOCUMENT.operation("createSession");
    anna.with("Idempotency-Key", "k").post("/v1/session", "{\"name\": \"one\"}");
    check(create, anna.with("Idempotency-Key", "k").post("/v1/session", "{\"name\": \"two\"}"));
    check(create, anna.post("/v1/session", "{\"name\": \"x\", \"session_id\": \"over\"}"));
    String inCampaign = "{\"name\": \"x\", \"campaign_id\": \"%s\"}";
    check(create, anna.post("/v1/session", inCampaign.formatted(UUID.randomUUID())));
    check(create, SESSION.as("guest").post("/v1/session", inCampaign.formatted(campaign)));
    Operation change = DOCUMENT.operation("changeSession");
    check(change, anna.patch("/v1/session/friday", "{\"max_members\": 2}"));
    Operation members = DOCUMENT.operation("listMembers");
    check(members, member.get("/v1/session/friday/member?invite_id=" + campaign));
    Operation remove = DOCUMENT.operation("removeMember");
    check(remove, member.delete("/v1/session/friday/member/" + guest));
    check(remove, anna.delete("/v1/session/friday/member/" + given.id("anna")));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(documented);
  }

  @Test
  void everyOperationThatNeedsThem_saysWhenDatabaseOrIssuerIsAway() {
    try (TestIssuer issuer = TestIssuer.start();
        Gate shut = new Gate(1)) {
      shut.shut();
      String nowhere = "postgresql://nobody:x@127.0.0.1:%d/gaia".formatted(shut.port());
      Map<String, String> settings = RunningFunction.settings(nowhere, issuer);
      settings.put("identity.jwks-url", "http://127.0.0.1:%d/jwks".formatted(shut.port()));
      try (RunningFunction session = RunningFunction.start(settings)) {
        for (Operation operation : DOCUMENT.operations()) {
          if (operation.node().get("responses").has("503")) {
            Http caller = session.http().as(issuer.token("anna"));
            Answer answer = caller.send(operation.method(), operation.example(), new byte[0]);
            Expect.problem(503, "identity-unavailable", answer);
            DOCUMENT.assertDocumented(operation, answer);
          }
        }
      }
    }
  }

  /** What any operation can be made to answer the same way. */
  private void provoke(Operation operation, UUID guest) {
    String path = operation.path().replace("{id}", "friday").replace("{userId}", guest.toString());
    String over = operation.path().replace("{id}", "over").replace("{userId}", guest.toString());
    byte[] body = operation.bodies().isEmpty() ? new byte[0] : "{\"name\": \"x\"}".getBytes(UTF_8);
    Http anna = SESSION.as("anna");
    String method = operation.method();
    check(operation, anna.send(method, path + ";x", body));
    check(operation, anna.with("Accept", "text/html").send(method, path, body));
    check(operation, anna.send(method, path, new byte[70_000]));
    check(operation, SESSION.http().send(method, path, body));
    check(operation, SESSION.as("guest").send(method, path, body));
    check(operation, SESSION.as("stranger").send(method, path, body));
    check(operation, SESSION.as("dora").send(method, path, body));
    check(operation, anna.send(method, over, body));
    if (operation.path().endsWith("leave")) {
      check(operation, anna.send(method, path, body));
    }
    if (body.length > 0) {
      check(operation, anna.with("Content-Type", "text/plain").send(method, path, body));
    }
  }

  private void check(Operation operation, Answer answer) {
    if (answer.status() >= 400) {
      DOCUMENT.assertDocumented(operation, answer);
      seen.add(operation.id() + " " + answer.status());
    }
  }
}
