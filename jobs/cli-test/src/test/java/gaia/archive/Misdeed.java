package gaia.archive;

/** What a bucket, or the way to it, may do to one request. */
public enum Misdeed {
  /** Does nothing and says that it is unavailable. */
  BUSY_503,
  /** Does nothing and says that this is too much. */
  TOO_MANY_429,
  /** Does nothing and says that one may not. */
  FORBIDDEN_403,
  /** Hangs up before all of the request has come, with what came kept. */
  CUT_REQUEST,
  /** Does it, and hangs up without a word. */
  CUT_ANSWER,
  /** Does it, and hangs up half-way through the answer. */
  HALF_ANSWER,
  /** Keeps it with one bit changed, and takes it for right. */
  CORRUPT,
  /** Answers with one bit changed. */
  CORRUPT_ANSWER,
  /** Says that it has less than it has. */
  UNDERSTATE,
  /** Says that it has more than it has: keeps half of a piece and acknowledges all of it. */
  OVERSTATE,
  /** Ends an upload without its last piece, and says that all is well. */
  LOSE_LAST
}
