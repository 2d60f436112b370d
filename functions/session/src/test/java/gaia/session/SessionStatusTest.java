package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionStatusTest {
  @RegisterExtension static final FunctionUnderTest SESSION = FunctionUnderTest.of("session");

  private final Given given = new Given(SESSION);

  @ParameterizedTest
  @CsvSource({"pause, paused", "resume, active", "end, ended"})
  void repeated_answersAsTheFirstDid(String verb, String status) {
    given.session("anna", verb);
    Answer first = Expect.ok(say("anna", verb, verb));
    assertThat(first.text("status")).isEqualTo(status);
    assertThat(say("anna", verb, verb).body()).isEqualTo(first.body());
  }

  @Test
  void pausedSession_isResumed_andEnds() {
    given.session("anna", "life");
    assertThat(say("anna", "life", "pause").text("status")).isEqualTo("paused");
    Answer resumed = say("anna", "life", "resume");
    assertThat(resumed.text("status")).isEqualTo("active");
    assertThat(resumed.isNull("ended_at")).isTrue();
    say("anna", "life", "pause");
    Answer ended = say("anna", "life", "end");
    assertThat(ended.text("status")).isEqualTo("ended");
    assertThat(ended.text("ended_at")).endsWith("Z").isGreaterThan(ended.text("created_at"));
    assertThat(SESSION.as("anna").get("/v1/session/life").body()).isEqualTo(ended.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume"})
  void ended_isOverForGood(String verb) {
    given.session("anna", "over-" + verb);
    say("anna", "over-" + verb, "end");
    Answer refused = say("anna", "over-" + verb, verb);
    Expect.problem(410, "session-ended", refused);
    assertThat(refused.text("next_step")).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pause", "resume", "end"})
  void onlyTheHostDecides(String verb) {
    String id = "hosted-" + verb;
    given.session("anna", id);
    given.member(id, "guest");
    Expect.problem(403, "forbidden", say("guest", id, verb));
    Expect.problem(404, "not-found", say("stranger", id, verb));
    Expect.problem(404, "not-found", say("anna", "absent", verb));
    assertThat(SESSION.as("anna").get("/v1/session/" + id).text("status")).isEqualTo("active");
  }

  @Test
  void otherWords_areNoVerbs() {
    given.session("anna", "verbs");
    Expect.problem(404, "not-found", say("anna", "verbs", "destroy"));
    Answer got = SESSION.as("anna").get("/v1/session/verbs/pause");
    Expect.problem(405, "method-not-allowed", got);
    assertThat(got.header("Allow")).contains("POST");
  }

  @Test
  void pauseResumeAndEndAtOnce_endOnce() throws Exception {
    given.session("anna", "torn");
    String[] verbs = {"pause", "resume", "end"};
    List<Answer> answers = Race.patiently(48, i -> say("anna", "torn", verbs[i % 3]));
    assertThat(answers).extracting(Answer::status).containsOnly(200, 410);
    List<String> ends =
        answers.stream()
            .filter(answer -> answer.status() == 200)
            .filter(answer -> answer.text("status").equals("ended"))
            .map(answer -> answer.text("ended_at"))
            .distinct()
            .toList();
    assertThat(ends).hasSize(1);
  }

  private static Answer say(String name, String id, String verb) {
    return SESSION.as(name).post("/v1/session/" + id + "/" + verb);
  }
}
