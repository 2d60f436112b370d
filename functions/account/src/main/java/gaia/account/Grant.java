package gaia.account;

import gaia.http.Problem;
import gaia.http.ProblemType;
import io.micronaut.http.MutableHttpResponse;

/** What became of the wish to give somebody a permission. */
sealed interface Grant {
  /** Given or renewed now, or by an earlier request with the same key and content. */
  record Granted(PermissionRow permission) implements Grant {}

  enum Refused implements Grant {
    KEY_REUSED(
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        "this key gave a permission of another content; send a new key"),
    RESOURCE_UNKNOWN(ProblemType.NOT_FOUND, "no such session or campaign"),
    NOT_HOST(ProblemType.FORBIDDEN, "only the host, the owner or an admin gives permissions"),
    PERSON_UNKNOWN(ProblemType.NOT_FOUND, "nobody with this user_id has signed in yet");

    private final ProblemType problem;
    private final String detail;

    Refused(ProblemType problem, String detail) {
      this.problem = problem;
      this.detail = detail;
    }

    MutableHttpResponse<Problem> answer() {
      return problem.answer(detail);
    }
  }
}
