package gaia.session;

import gaia.http.Problem;
import gaia.http.ProblemType;
import io.micronaut.http.MutableHttpResponse;

/** What became of the wish to change a session. */
sealed interface Change {
  /** Changed now, or already as wished. */
  record Changed(SessionRow session) implements Change {}

  record BelowMemberCount(int memberCount) implements Change {}

  enum Refused implements Change {
    NOT_FOUND(ProblemType.NOT_FOUND, "no such session"),
    NOT_HOST(ProblemType.FORBIDDEN, "only the host changes a session"),
    ENDED(ProblemType.SESSION_ENDED, "an ended session stays as it is");

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
