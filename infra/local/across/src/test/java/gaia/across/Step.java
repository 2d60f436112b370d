package gaia.across;

/** What somebody does to a session. People and sessions are numbered; person 0 hosts them all. */
sealed interface Step {
  int session();

  /** The same at another time, which only who redeems feels. */
  default Step at(Clock clock) {
    return this instanceof Redeem redeem
        ? new Redeem(redeem.who, redeem.session, redeem.invite, clock)
        : this;
  }

  /**
   * Wants in.
   *
   * @param invite one of the session's, counted around, or {@link #UNKNOWN}
   */
  record Redeem(int who, int session, int invite, Clock clock) implements Step {
    static final int UNKNOWN = -1;
  }

  record Issue(int who, int session, Kind kind) implements Step {}

  record Revoke(int who, int session, int invite) implements Step {}

  record Leave(int who, int session) implements Step {}

  record Remove(int by, int who, int session) implements Step {}

  record Limit(int by, int session, int maxMembers) implements Step {}

  record Say(int by, int session, Verb verb) implements Step {}

  enum Verb {
    PAUSE("paused"),
    RESUME("active"),
    END("ended");

    final String status;

    Verb(String status) {
      this.status = status;
    }
  }

  /** Whether brief invites are over when the request comes. */
  enum Clock {
    EARLY,
    LATE
  }

  enum Kind {
    SINGLE(1, false),
    TWICE(2, false),
    UNLIMITED(0, false),
    BRIEF_SINGLE(1, true),
    BRIEF_UNLIMITED(0, true);

    /** 0: no limit. */
    final int maxUses;

    final boolean brief;

    Kind(int maxUses, boolean brief) {
      this.maxUses = maxUses;
      this.brief = brief;
    }
  }
}
