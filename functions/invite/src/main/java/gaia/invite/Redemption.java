package gaia.invite;

import gaia.http.ProblemType;
import org.jspecify.annotations.Nullable;

/** What became of redeeming; the rules are asked in the order of {@link Standing}. */
sealed interface Redemption {
  /** The caller is in, and was before. */
  record AlreadyMember(RedemptionRow row) implements Redemption {}

  /** Came back by an invite used before: no second use. */
  record Rejoined(RedemptionRow row) implements Redemption {}

  record Joined(RedemptionRow row) implements Redemption {}

  /**
   * Not in, and nothing has changed.
   *
   * @param sessionId null where the token leads to none
   */
  record Refused(Reason reason, @Nullable String sessionId) implements Redemption {}

  /** One problem type each, and the words that tell its holder what to do about it. */
  enum Reason {
    INVITE_UNKNOWN(ProblemType.INVITE_UNKNOWN, "no invite has this token; ask for a new one"),
    ACCOUNT_DEACTIVATED(ProblemType.ACCOUNT_DEACTIVATED, "an admin has deactivated it"),
    MEMBER_REMOVED(
        ProblemType.MEMBER_REMOVED, "only an invite issued after the removal lets you back in"),
    SESSION_ENDED(ProblemType.SESSION_ENDED, "the host has ended this session"),
    INVITE_REVOKED(ProblemType.INVITE_REVOKED, "this invite was taken back; ask for a new one"),
    INVITE_EXPIRED(ProblemType.INVITE_EXPIRED, "this invite's time is over; ask for a new one"),
    INVITE_USED_UP(
        ProblemType.INVITE_USED_UP, "all uses of this invite are taken; ask for a new one"),
    SESSION_FULL(
        ProblemType.SESSION_FULL, "every place is taken; the invite works once somebody leaves");

    private final ProblemType problem;
    private final String detail;

    Reason(ProblemType problem, String detail) {
      this.problem = problem;
      this.detail = detail;
    }

    ProblemType problem() {
      return problem;
    }

    String detail() {
      return detail;
    }
  }

  static Redemption of(RedemptionRow row) {
    return switch (row.outcome()) {
      case "already_member" -> new AlreadyMember(row);
      case "account_deactivated" -> new Refused(Reason.ACCOUNT_DEACTIVATED, row.sessionId());
      case "member_removed" -> new Refused(Reason.MEMBER_REMOVED, row.sessionId());
      case "session_ended" -> new Refused(Reason.SESSION_ENDED, row.sessionId());
      case "invite_revoked" -> new Refused(Reason.INVITE_REVOKED, row.sessionId());
      case "invite_expired" -> new Refused(Reason.INVITE_EXPIRED, row.sessionId());
      case "invite_used_up" -> new Refused(Reason.INVITE_USED_UP, row.sessionId());
      case "session_full" -> new Refused(Reason.SESSION_FULL, row.sessionId());
      case "rejoined" -> new Rejoined(row);
      case "joined" -> new Joined(row);
      default -> throw new IllegalStateException("unknown outcome " + row.outcome());
    };
  }
}
