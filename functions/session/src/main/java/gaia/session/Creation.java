package gaia.session;

/** What became of the wish for a new session. */
sealed interface Creation {
  /** Made now, or by an earlier request with the same content. */
  record Created(SessionRow session) implements Creation {}

  record IdTaken() implements Creation {}

  record KeyReused() implements Creation {}

  record CampaignUnknown() implements Creation {}

  record CampaignNotManaged() implements Creation {}
}
