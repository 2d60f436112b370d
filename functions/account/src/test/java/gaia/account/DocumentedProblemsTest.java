package gaia.account;

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

  @RegisterExtension static final FunctionUnderTest ACCOUNT = FunctionUnderTest.of("account");

  private final Given given = new Given(ACCOUNT);
  private final Set<String> seen = new TreeSet<>();

  @Test
  void everyDocumentedProblem_isAnswered() {
    Set<String> documented = new TreeSet<>();
    for (Operation operation : DOCUMENT.operations()) {
      for (String status :
          (Iterable<String>) () -> operation.node().get("responses").fieldNames()) {
        if (Integer.parseInt(status) >= 400 && !status.equals("503")) {
          documented.add(operation.id() + " " + status);
        }
      }
    }
    UUID ada = given.admin("ada");
    given.session("hanna", "friday");
    given.member("friday", "member");
    given.person("guest");
    given.deactivated("dora");
    for (Operation operation : DOCUMENT.operations()) {
      provoke(operation);
    }
    Operation grant = DOCUMENT.operation("grantPermission");
    check(grant, given.grant("member", "guest", "friday", "read"));
    check(grant, given.grant("stranger", "guest", "friday", "read"));
    Http hanna = ACCOUNT.as("hanna").with("Idempotency-Key", "k");
    hanna.post("/v1/account/permission", given.wish("guest", "friday", "read"));
    check(grant, hanna.post("/v1/account/permission", given.wish("guest", "friday", "manage")));
    check(
        DOCUMENT.operation("changeUser"),
        ACCOUNT.as("ada").patch("/v1/account/user/" + ada, "{\"is_admin\": false}"));
    assertThat(seen).containsExactlyInAnyOrderElementsOf(documented);
  }

  @Test
  void everyOperationThatNeedsThem_saysWhenDatabaseOrIssuerIsAway() {
    try (TestIssuer issuer = TestIssuer.start();
        Gate shut = new Gate(1)) {
      shut.shut();
      String nowhere = "postgresql://nobody:x@127.0.0.1:%d/gaia".formatted(shut.port());
      Map<String, String> settings = RunningFunction.settings(nowhere, issuer);
      try (RunningFunction account = RunningFunction.start(settings)) {
        for (Operation operation : DOCUMENT.operations()) {
          if (operation.node().get("responses").has("503")) {
            Http caller = account.http().as(issuer.token("anna"));
            Answer answer = caller.send(operation.method(), path(operation), body(operation));
            Expect.problem(503, "database-unavailable", answer);
            DOCUMENT.assertDocumented(operation, answer);
          }
        }
      }
    }
  }

  /** What any operation can be made to answer the same way. */
  private void provoke(Operation operation) {
    String path = path(operation);
    byte[] body = body(operation);
    String method = operation.method();
    Http ada = ACCOUNT.as("ada");
    check(operation, ada.send(method, path + ";x", body));
    check(operation, ada.with("Accept", "text/html").send(method, path, body));
    check(operation, ada.send(method, path, new byte[70_000]));
    check(operation, ACCOUNT.http().send(method, path, body));
    check(operation, ACCOUNT.as("dora").send(method, path, body));
    check(operation, ada.send(method, path, body));
    if (body.length > 0) {
      check(operation, ada.with("Content-Type", "text/plain").send(method, path, body));
    }
  }

  private static String path(Operation operation) {
    return operation.path().replace("{id}", "00000000-0000-4000-8000-000000000000");
  }

  private static byte[] body(Operation operation) {
    return operation.bodies().isEmpty()
        ? new byte[0]
        : operation.bodies().getFirst().getBytes(UTF_8);
  }

  private void check(Operation operation, Answer answer) {
    if (answer.status() >= 400) {
      DOCUMENT.assertDocumented(operation, answer);
      seen.add(operation.id() + " " + answer.status());
    }
  }
}
