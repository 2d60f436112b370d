-- Checked apart from the rules themselves, under a lock that lets readers and writers go on.
-- depends-on: 017
alter table auth.users
  validate constraint users_email_form,
  validate constraint users_username_length,
  validate constraint users_full_name_length,
  validate constraint users_preferred_voice_length,
  validate constraint users_preferred_avatar_length;
