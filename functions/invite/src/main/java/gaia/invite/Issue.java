package gaia.invite;

/** What became of the wish for an invite. */
sealed interface Issue {
  /** Issued now, or by an earlier request with the same key and content. */
  record Issued(InviteRow invite, InviteToken token) implements Issue {}

  record KeyReused() implements Issue {}

  record SessionUnknown() implements Issue {}

  record SessionEnded() implements Issue {}

  record MayNotInvite() implements Issue {}
}
