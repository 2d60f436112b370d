-- A campaign has a name, settings of a bounded size, and no key without what was asked under it.
-- depends-on: 006
alter table game.campaigns
  add constraint campaigns_name_length check (char_length(name) between 1 and 200) not valid,
  add constraint campaigns_settings_object check (jsonb_typeof(settings) = 'object') not valid,
  add constraint campaigns_settings_size check (octet_length(settings::text) <= 16384) not valid,
  add constraint campaigns_request_hash_with_key check (idempotency_key is null or request_hash is not null) not valid;
