package gaia.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

/** What every refusal must look like. */
public final class Expect {
  private static final OpenApi DOCUMENT = OpenApi.ofFunction();

  private Expect() {}

  public static Answer ok(Answer answer) {
    return status(200, answer);
  }

  public static Answer status(int status, Answer answer) {
    assertThat(answer.status()).describedAs(answer.toString()).isEqualTo(status);
    return answer;
  }

  /** A whole problem body of that type. */
  public static Answer problem(int status, String type, Answer answer) {
    status(status, answer);
    assertThat(answer.header("Content-Type")).contains("application/problem+json");
    assertThat(DOCUMENT.errors("Problem", answer.body())).as(answer.body()).isEmpty();
    assertThat(answer.text("type")).isEqualTo("urn:gaia:problem:" + type);
    assertThat(answer.number("status")).isEqualTo(status);
    return answer;
  }

  /** A 400 that names exactly these fields. */
  public static Answer invalid(Answer answer, String... fields) {
    problem(400, "invalid-request", answer);
    List<String> named =
        IntStream.range(0, answer.size("errors"))
            .mapToObj(i -> answer.text("errors/" + i + "/field"))
            .toList();
    assertThat(named).describedAs(answer.toString()).containsExactlyInAnyOrder(fields);
    return answer;
  }
}
