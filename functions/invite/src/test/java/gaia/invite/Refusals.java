package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;

/** What a client sees when it is refused. */
final class Refusals {
  private Refusals() {}

  static void assertRefused(Answer answer, int status, String problem) {
    assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.text("type")).isEqualTo("urn:gaia:problem:" + problem);
  }

  /** 400 that names this one field. */
  static void assertInvalid(Answer answer, String field) {
    assertRefused(answer, 400, "invalid-request");
    assertThat(answer.size("errors")).as(answer.body()).isEqualTo(1);
    assertThat(answer.text("errors/0/field")).as(answer.body()).isEqualTo(field);
  }
}
