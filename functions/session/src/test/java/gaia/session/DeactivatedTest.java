package gaia.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.OpenApi;
import gaia.testing.Operation;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever was deactivated gets nothing from any operation and changes nothing. */
class DeactivatedTest {
  private static final OpenApi DOCUMENT = OpenApi.ofFunction();

  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);

  @TestFactory
  Stream<DynamicTest> everyOperation_refuses() {
    return DOCUMENT.operations().stream()
        .filter(operation -> operation.node().get("responses").has("401"))
        .flatMap(
            operation ->
                List.of("dora", "dirk", "dave").stream()
                    .map(
                        name ->
                            dynamicTest(
                                operation.route() + " " + name, () -> refused(operation, name))));
  }

  /** Its host, a member, and somebody who has nothing to do with it. */
  private void refused(Operation operation, String name) {
    String id = "s-" + UUID.randomUUID();
    given.session("anna", id);
    SESSION.sql(
        "update campaign_sessions set host_id = ? where session_id = ?", given.person("dora"), id);
    given.member(id, "dirk");
    given.person("dave");
    SESSION.sql("update auth.users set is_active = subject not in ('dora', 'dirk', 'dave')");
    String before = state(id);
    String path =
        operation.path().replace("{id}", id).replace("{userId}", given.id("dirk").toString());
    String body = operation.bodies().isEmpty() ? "" : operation.bodies().getFirst();
    Answer answer = SESSION.as(name).send(operation.method(), path, body.getBytes(UTF_8));
    Expect.problem(403, "account-deactivated", answer);
    DOCUMENT.assertDocumented(operation, answer);
    assertThat(answer.text("next_step")).isEqualTo("none");
    assertThat(state(id)).isEqualTo(before);
    assertThat(
            SESSION.number(
                "select count(*) from audit.security_events where request_id = ?::uuid",
                answer.text("instance").replace("urn:gaia:request:", "")))
        .isEqualTo(1);
  }

  @Test
  void refusedCreation_leavesNoSession() {
    given.person("dora");
    SESSION.sql("update auth.users set is_active = false where subject = 'dora'");
    SESSION.as("dora").post("/v1/session", "{\"session_id\": \"never\", \"name\": \"x\"}");
    assertThat(SESSION.number("select count(*) from campaign_sessions where session_id = 'never'"))
        .isZero();
  }

  private static String state(String id) {
    return String.valueOf(
        SESSION.one(
            """
            select concat_ws(' ', s, (select string_agg(m::text, ' ' order by user_id)
              from campaign_session_members m where m.session_id = s.session_id))
            from campaign_sessions s where session_id = ?
            """,
            id));
  }
}
