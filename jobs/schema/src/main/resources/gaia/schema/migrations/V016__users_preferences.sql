-- An assistant speaks and looks as a person likes it, and knows without a look-up which services it may act for.
-- depends-on: 004
alter table auth.users
  add has_google_oauth boolean not null default false,
  add has_microsoft_oauth boolean not null default false,
  add preferred_voice text,
  add preferred_avatar text;
