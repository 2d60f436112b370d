package gaia.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.OpenApi;
import gaia.testing.Operation;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever was deactivated gets nothing from any operation, an admin neither. */
class DeactivatedTest {
  private static final OpenApi DOCUMENT = OpenApi.ofFunction();

  @RegisterExtension static final FunctionUnderTest ACCOUNT = FunctionUnderTest.of("account");

  private final Given given = new Given(ACCOUNT);

  @TestFactory
  Stream<DynamicTest> everyOperation_refuses() {
    return DOCUMENT.operations().stream()
        .filter(operation -> operation.node().get("responses").has("401"))
        .map(operation -> dynamicTest(operation.route(), () -> refused(operation)));
  }

  private void refused(Operation operation) {
    given.admin("ada");
    given.admin("dora");
    given.deactivated("dora");
    String path = operation.path().replace("{id}", given.id("ada").toString());
    String body = operation.bodies().isEmpty() ? "" : operation.bodies().getFirst();
    Answer answer = ACCOUNT.as("dora").send(operation.method(), path, body.getBytes(UTF_8));
    Expect.problem(403, "account-deactivated", answer);
    DOCUMENT.assertDocumented(operation, answer);
    assertThat(
            ACCOUNT.number(
                "select count(*) from audit.security_events where request_id = ?::uuid and user_id = ?"
                    + " and event_type = 'account-deactivated'",
                answer.text("instance").replace("urn:gaia:request:", ""),
                given.id("dora")))
        .isEqualTo(1);
  }
}
