package gaia.session;

import gaia.http.Problem;
import gaia.http.ProblemType;
import io.micronaut.http.MutableHttpResponse;

/** What became of the wish for a new session. */
sealed interface Creation {
  /** Made now, or by an earlier request with the same content. */
  record Created(SessionRow session) implements Creation {}

  enum Refused implements Creation {
    ID_TAKEN(ProblemType.SESSION_ID_TAKEN, "choose another session_id, or send none"),
    KEY_REUSED(
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        "this key made a session of another content; send a new key"),
    CAMPAIGN_UNKNOWN(ProblemType.NOT_FOUND, "no such campaign"),
    CAMPAIGN_NOT_MANAGED(
        ProblemType.FORBIDDEN, "only who owns or manages the campaign opens sessions in it");

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
