-- Any text goes again as an address or a name.
alter table auth.users
  drop constraint users_preferred_avatar_length,
  drop constraint users_preferred_voice_length,
  drop constraint users_full_name_length,
  drop constraint users_username_length,
  drop constraint users_email_form;
