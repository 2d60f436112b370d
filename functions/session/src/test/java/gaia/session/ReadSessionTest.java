package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadSessionTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);

  @Test
  void member_readsWithTheirOwnRole() {
    given.session("anna", "shared");
    given.member("shared", "guest");
    Answer read = Expect.ok(read("guest", "shared"));
    assertThat(read.text("you/role")).isEqualTo("member");
    assertThat(read.text("host/user_id")).isEqualTo(given.id("anna").toString());
    assertThat(read.number("member_count")).isEqualTo(2);
    assertThat(read.has("metadata")).isTrue();
  }

  @Test
  void strangerAndAbsent_areAnsweredTheSame() {
    given.session("anna", "private");
    Answer strange = Expect.problem(404, "not-found", read("stranger", "private"));
    Answer absent = Expect.problem(404, "not-found", read("stranger", "absent"));
    assertThat(withoutRequest(strange)).isEqualTo(withoutRequest(absent));
  }

  @Test
  void whoLeftOrWasRemoved_isAStranger() {
    given.session("anna", "gone");
    given.member("gone", "left");
    given.member("gone", "thrown");
    Expect.status(204, SESSION.as("left").post("/v1/session/gone/leave"));
    Expect.status(204, SESSION.as("anna").delete("/v1/session/gone/member/" + given.id("thrown")));
    for (String name : new String[] {"left", "thrown"}) {
      Expect.problem(404, "not-found", read(name, "gone"));
      assertThat(SESSION.as(name).get("/v1/session").size("items")).isZero();
      Expect.problem(404, "not-found", SESSION.as(name).get("/v1/session/gone/member"));
      Expect.problem(404, "not-found", SESSION.as(name).patch("/v1/session/gone", "{}"));
    }
  }

  @Test
  void unchanged_isNotSentAgain() {
    given.session("anna", "tagged");
    String tag = read("anna", "tagged").header("ETag").orElseThrow();
    assertThat(tag).matches("\"[A-Za-z0-9_-]+\"");
    for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
      Answer again = SESSION.as("anna").with("If-None-Match", known).get("/v1/session/tagged");
      Expect.status(304, again);
      assertThat(again.body()).isEmpty();
      assertThat(again.header("ETag")).contains(tag);
    }
    Expect.ok(SESSION.as("anna").with("If-None-Match", "\"other\"").get("/v1/session/tagged"));
  }

  @Test
  void everyChange_changesTheTag() {
    given.session("anna", "moving");
    String first = tag("anna", "moving");
    assertThat(tag("anna", "moving")).isEqualTo(first);
    given.member("moving", "guest");
    String counted = tag("anna", "moving");
    assertThat(counted).isNotEqualTo(first);
    Expect.ok(SESSION.as("anna").patch("/v1/session/moving", "{\"metadata\": {\"a\": 1}}"));
    assertThat(tag("anna", "moving")).isNotIn(first, counted);
    assertThat(tag("guest", "moving")).isNotEqualTo(tag("anna", "moving"));
  }

  @Test
  void strangersTag_tellsNothing() {
    given.session("anna", "guarded");
    Answer guess = SESSION.as("stranger").with("If-None-Match", "*").get("/v1/session/guarded");
    Expect.problem(404, "not-found", guess);
    assertThat(guess.header("ETag")).isEmpty();
  }

  private static String tag(String name, String id) {
    return read(name, id).header("ETag").orElseThrow();
  }

  private static Answer read(String name, String id) {
    return SESSION.as(name).get("/v1/session/" + id);
  }

  private static String withoutRequest(Answer problem) {
    return problem.body().replace(problem.text("instance"), "");
  }
}
