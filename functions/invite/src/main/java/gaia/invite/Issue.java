package gaia.invite;

import gaia.http.Problem;
import gaia.http.ProblemType;
import io.micronaut.http.MutableHttpResponse;

/** What became of the wish for an invite. */
sealed interface Issue {
  /** Issued now, or by an earlier request with the same key and content. */
  record Issued(InviteRow invite, InviteToken token) implements Issue {}

  enum Refused implements Issue {
    KEY_REUSED(
        ProblemType.IDEMPOTENCY_KEY_REUSED,
        "this key made an invite of another content; send a new key"),
    SESSION_UNKNOWN(ProblemType.NOT_FOUND, "no such session"),
    SESSION_ENDED(ProblemType.SESSION_ENDED, "nobody can be invited to an ended session"),
    MAY_NOT_INVITE(ProblemType.FORBIDDEN, "ask the host for an invite, or for the right to invite");

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
