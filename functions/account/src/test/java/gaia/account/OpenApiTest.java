package gaia.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gaia.identity.Ids;
import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.OpenApi;
import gaia.testing.Operation;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The published document is true: its paths, its examples and every answer that it promises. */
class OpenApiTest {
  private static final OpenApi DOCUMENT = OpenApi.ofFunction();

  @RegisterExtension static final FunctionUnderTest ACCOUNT = FunctionUnderTest.of("account");

  private final Given given = new Given(ACCOUNT);

  @Test
  void document_isPublished() {
    Operation openapi = DOCUMENT.operation("openapi");
    Answer answer = ACCOUNT.http().get(openapi.path());
    DOCUMENT.assertDocumented(openapi, answer);
    assertThat(answer.body()).startsWith("openapi: 3.1");
  }

  @Test
  void paths_areTheRoutes() {
    assertThat(DOCUMENT.operations().stream().map(Operation::route))
        .containsExactlyInAnyOrderElementsOf(ACCOUNT.routes());
  }

  /** In the document's order: each stands on what those before it left. */
  @TestFactory
  Stream<DynamicTest> examples_workAsTheyStand() {
    if (ACCOUNT.number("select count(*) from campaign_sessions where session_id = 'friday'") == 0) {
      given.session("host", "friday");
      given.admin("admin");
      theGuestOfOneMachine();
    }
    return DOCUMENT.operations().stream()
        .map(operation -> dynamicTest(operation.route(), () -> run(operation)));
  }

  private void run(Operation operation) {
    Http caller = ACCOUNT.as(operation.caller());
    String path =
        operation.path().contains("/permission/{id}")
            ? operation.path().replace("{id}", permission())
            : operation.example();
    if (operation.bodies().isEmpty()) {
      answered(operation, caller.send(operation.method(), path, new byte[0]));
    }
    for (String body : operation.bodies()) {
      assertThat(DOCUMENT.errors(operation, body)).as(body).isEmpty();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      answered(operation, caller.send(operation.method(), path, bytes));
      answered(operation, caller.send(operation.method(), path, bytes));
    }
  }

  private static void answered(Operation operation, Answer answer) {
    Expect.status(operation.success(), answer);
    DOCUMENT.assertDocumented(operation, answer);
  }

  private String permission() {
    String body = DOCUMENT.operation("grantPermission").bodies().getFirst();
    return ACCOUNT.as("host").post("/v1/account/permission", body).text("access_id");
  }

  /** Named in the document by an id, so that the example can be sent as it stands. */
  private void theGuestOfOneMachine() {
    String issuer = "http://127.0.0.1:8080/local";
    UUID guest = Ids.v5(issuer, "guest");
    assertThat(DOCUMENT.operation("readUser").example()).endsWith("/user/" + guest);
    assertThat(DOCUMENT.operation("grantPermission").bodies())
        .allMatch(body -> body.contains(guest.toString()));
    given.person(issuer, "guest");
  }
}
