package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreateSessionTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private static final String LONGEST_ID = "x".repeat(255);

  private final Given given = new Given(SESSION);

  @Test
  void nameAlone_isEnough() {
    Answer created = given.create("anna", "{\"name\": \"Friday\"}");
    String id = created.text("session_id");
    assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(created.header("Location")).contains("/v1/session/" + id);
    assertThat(created.text("name")).isEqualTo("Friday");
    assertThat(created.text("status")).isEqualTo("active");
    assertThat(created.number("max_members")).isEqualTo(8);
    assertThat(created.number("member_count")).isEqualTo(1);
    assertThat(created.text("may_invite")).isEqualTo("host");
    assertThat(created.size("metadata")).isZero();
    assertThat(created.isNull("campaign_id")).isTrue();
    assertThat(created.isNull("ended_at")).isTrue();
    assertThat(created.text("created_at")).endsWith("Z").isEqualTo(created.text("updated_at"));
  }

  @Test
  void creator_isTheHost() {
    Answer created = given.create("berta", "{\"name\": \"Friday\"}");
    assertThat(created.text("host/user_id")).isEqualTo(given.id("berta").toString());
    assertThat(created.text("host/display_name")).isEqualTo("Berta");
    assertThat(created.text("you/role")).isEqualTo("host");
    assertThat(created.text("you/joined_at")).isEqualTo(created.text("created_at"));
    assertThat(given.activeMembers(created.text("session_id"))).isEqualTo(1);
  }

  @Test
  void answer_isWhatIsReadLater() {
    Answer created =
        given.create(
            "anna",
            """
            {"session_id": "whole", "name": "Whole \\ud83c\\udfb2", "max_members": 1e3, "may_invite": "members",
             "metadata": {"deep": [1, 1.50, 1e20, 12345678901234567890.5, null, true, {"": "\\"\\\\"}]}}
            """);
    assertThat(SESSION.as("anna").get("/v1/session/whole").body()).isEqualTo(created.body());
    assertThat(created.text("name")).isEqualTo("Whole 🎲");
    assertThat(created.number("max_members")).isEqualTo(1000);
    assertThat(created.text("may_invite")).isEqualTo("members");
    assertThat(created.body())
        .contains(
            "[1,1.50,100000000000000000000,12345678901234567890.5,null,true,{\"\":\"\\\"\\\\\"}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "A.b_c~d-e", "healthz", "a..b", "null"})
  void ownId_isTaken(String id) {
    given.session("anna", id);
    assertThat(SESSION.as("anna").get("/v1/session/" + id).text("session_id")).isEqualTo(id);
  }

  @Test
  void ownId_mayBeAsLongAsTheColumn() {
    given.session("anna", LONGEST_ID);
    Expect.ok(SESSION.as("anna").get("/v1/session/" + LONGEST_ID));
    Expect.invalid(create("anna", LONGEST_ID + "x", "Friday"), "session_id");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "_openapi",
        "-a",
        ".a",
        "..",
        "~a",
        "a b",
        "a/b",
        "ä",
        "a%20",
        "a;b",
        "a\\n",
        "a\\u007f",
        "１"
      })
  void idOfAnotherForm_isRefused(String id) {
    Expect.invalid(create("anna", id, "Friday"), "session_id");
  }

  @Test
  void takenId_conflicts_whateverIsAskedForIt() {
    given.session("anna", "taken");
    Expect.problem(409, "session-id-taken", create("berta", "taken", "Friday"));
    Expect.problem(409, "session-id-taken", create("anna", "taken", "Another"));
    Expect.problem(404, "not-found", SESSION.as("berta").get("/v1/session/taken"));
  }

  @Test
  void sameAgain_bySameHost_answersTheSame() {
    Answer first = create("anna", "again", "Friday");
    Answer second = create("anna", "again", "Friday");
    assertThat(second.status()).isEqualTo(201);
    assertThat(second.body()).isEqualTo(first.body());
    Answer defaultsAloud =
        given.create(
            "anna",
            """
            {"name": "Friday", "session_id": "again", "max_members": 8, "may_invite": "host",
             "metadata": {}, "campaign_id": null}
            """);
    assertThat(defaultsAloud.body()).isEqualTo(first.body());
    assertThat(given.activeMembers("again")).isEqualTo(1);
  }

  @Test
  void tokenWithoutName_makesAHostWithoutName_everywhere() {
    var nameless = SESSION.http().as(SESSION.issuer().token("carla", Map.of("name", 7)));
    Answer created =
        nameless.post("/v1/session", "{\"session_id\": \"nameless\", \"name\": \"x\"}");
    assertThat(created.isNull("host/display_name")).isTrue();
    Answer second = given.create("carla", "{\"session_id\": \"named-later\", \"name\": \"x\"}");
    assertThat(SESSION.as("carla").get("/v1/session/named-later").body()).isEqualTo(second.body());
  }

  private static Answer create(String host, String id, String name) {
    return SESSION
        .as(host)
        .post("/v1/session", "{\"session_id\": \"%s\", \"name\": \"%s\"}".formatted(id, name));
  }
}
