-- The rules stay for what is written from now on, as before this migration.
alter table game.campaigns
  drop constraint campaigns_request_hash_with_key,
  drop constraint campaigns_settings_size,
  drop constraint campaigns_settings_object,
  drop constraint campaigns_name_length,
  add constraint campaigns_name_length check (char_length(name) between 1 and 200) not valid,
  add constraint campaigns_settings_object check (jsonb_typeof(settings) = 'object') not valid,
  add constraint campaigns_settings_size check (octet_length(settings::text) <= 16384) not valid,
  add constraint campaigns_request_hash_with_key check (idempotency_key is null or request_hash is not null) not valid;
