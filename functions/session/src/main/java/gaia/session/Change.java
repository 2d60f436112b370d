package gaia.session;

/** What became of the wish to change a session. */
sealed interface Change {
  /** Changed now, or already as wished. */
  record Changed(SessionRow session) implements Change {}

  record NotFound() implements Change {}

  record NotHost() implements Change {}

  record Ended() implements Change {}

  record BelowMemberCount(int memberCount) implements Change {}
}
