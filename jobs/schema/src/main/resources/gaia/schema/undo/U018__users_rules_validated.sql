-- The rules stay for what is written from now on, as before this migration.
alter table auth.users
  drop constraint users_preferred_avatar_length,
  drop constraint users_preferred_voice_length,
  drop constraint users_full_name_length,
  drop constraint users_username_length,
  drop constraint users_email_form,
  add constraint users_email_form check (
    char_length(email) <= 320 and email ~ '^[^@ \t\n\v\f\r]{1,64}@[^@ \t\n\v\f\r]+$'
  ) not valid,
  add constraint users_username_length check (char_length(username) between 1 and 80) not valid,
  add constraint users_full_name_length check (char_length(full_name) between 1 and 200) not valid,
  add constraint users_preferred_voice_length check (char_length(preferred_voice) between 1 and 100) not valid,
  add constraint users_preferred_avatar_length check (char_length(preferred_avatar) between 1 and 100) not valid;

drop procedure ops.validate_rules(regclass);
