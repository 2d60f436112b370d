package gaia.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Gate;
import gaia.testing.OpenApi;
import gaia.testing.Operation;
import gaia.testing.RunningFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The published document is true: its paths, its example, its rules and its refusals. */
class OpenApiTest {
  private static final OpenApi DOCUMENT = OpenApi.ofFunction();

  @RegisterExtension static final FunctionUnderTest CLEANUP = FunctionUnderTest.of("cleanup");

  private final Callers callers = new Callers(CLEANUP);

  @Test
  void paths_areTheRoutes() {
    assertThat(DOCUMENT.operations().stream().map(Operation::route))
        .containsExactlyInAnyOrderElementsOf(CLEANUP.routes());
  }

  @TestFactory
  Stream<DynamicTest> examples_workAsTheyStand() {
    return DOCUMENT.operations().stream()
        .map(
            operation ->
                dynamicTest(
                    operation.route(),
                    () ->
                        DOCUMENT.assertDocumented(
                            operation,
                            Expect.status(
                                operation.success(),
                                callers
                                    .as(operation.caller())
                                    .send(operation.method(), operation.example(), new byte[0])))));
  }

  @Test
  void everyRule_isTold() {
    Told told = Told.of(callers.operator().post("/v1/cleanup?preview=true"));
    String document = CLEANUP.http().get("/v1/cleanup/_openapi").body();
    for (int i = 0; i < told.answer().size("tables"); i++) {
      assertThat(document).contains("| `" + told.answer().text("tables/" + i + "/rule") + "` |");
    }
    assertThat(document.lines().filter(line -> line.startsWith("    | `")))
        .hasSize(told.answer().size("tables"));
  }

  @Test
  void problems_areDocumented() {
    Operation operation = DOCUMENT.operation("cleanup");
    byte[] nothing = new byte[0];
    var scheduler = callers.scheduler();
    for (var answer :
        new gaia.testing.Answer[] {
          scheduler.post("/v1/cleanup?preview=x"),
          CLEANUP.http().post("/v1/cleanup"),
          callers.as("host").post("/v1/cleanup"),
          scheduler.with("Accept", "text/html").send("POST", "/v1/cleanup", nothing),
          scheduler.send("POST", "/v1/cleanup", new byte[70_000])
        }) {
      DOCUMENT.assertDocumented(operation, answer);
    }
  }

  @Test
  void databaseAway_isDocumented() {
    try (Gate shut = new Gate(1)) {
      shut.shut();
      String nowhere = "postgresql://nobody:x@127.0.0.1:%d/gaia".formatted(shut.port());
      try (RunningFunction cleanup =
          RunningFunction.start(RunningFunction.settings(nowhere, CLEANUP.issuer()))) {
        String token = Callers.checked(CLEANUP.issuer().token(Callers.SCHEDULER));
        for (String path : new String[] {"/v1/cleanup", "/v1/cleanup?preview=true"}) {
          var answer = cleanup.http().as(token).post(path);
          Expect.problem(503, "database-unavailable", answer);
          DOCUMENT.assertDocumented(DOCUMENT.operation("cleanup"), answer);
        }
      }
    }
  }
}
