package gaia.session;

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

  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);

  @Test
  void document_isPublished() {
    Operation openapi = DOCUMENT.operation("openapi");
    Answer answer = SESSION.http().get(openapi.path());
    DOCUMENT.assertDocumented(openapi, answer);
    assertThat(answer.body()).startsWith("openapi: 3.1");
  }

  @Test
  void paths_areTheRoutes() {
    assertThat(DOCUMENT.operations().stream().map(Operation::route))
        .containsExactlyInAnyOrderElementsOf(SESSION.routes());
  }

  /** In the document's order: each stands on what those before it left. */
  @TestFactory
  Stream<DynamicTest> examples_workAsTheyStand() {
    return DOCUMENT.operations().stream()
        .map(operation -> dynamicTest(operation.route(), () -> run(operation)));
  }

  private void run(Operation operation) {
    if (operation.caller().equals("guest")) {
      given.member("friday", "guest");
    }
    if (operation.path().endsWith("{userId}")) {
      given.member("friday", theGuestOfOneMachine());
    }
    Http caller = SESSION.as(operation.caller());
    if (operation.bodies().isEmpty()) {
      answered(operation, caller.send(operation.method(), operation.example(), new byte[0]));
    }
    for (String body : operation.bodies()) {
      assertThat(DOCUMENT.errors(operation, body)).as(body).isEmpty();
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      answered(operation, caller.send(operation.method(), operation.example(), bytes));
      answered(operation, caller.send(operation.method(), operation.example(), bytes));
    }
  }

  private static void answered(Operation operation, Answer answer) {
    Expect.status(operation.success(), answer);
    DOCUMENT.assertDocumented(operation, answer);
  }

  /** Named in the document by an id, so that the example can be sent as it stands. */
  private UUID theGuestOfOneMachine() {
    UUID guest = Ids.v5("http://127.0.0.1:8080/local", "guest");
    assertThat(DOCUMENT.operation("removeMember").example()).endsWith("/member/" + guest);
    return given.person("http://127.0.0.1:8080/local", "guest");
  }
}
