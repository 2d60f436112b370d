-- Takes what people preferred with it; the flags follow from the tokens and can be made again.
alter table auth.users
  drop preferred_avatar,
  drop preferred_voice,
  drop has_microsoft_oauth,
  drop has_google_oauth;
