-- Any name and any settings go again.
alter table game.campaigns
  drop constraint campaigns_request_hash_with_key,
  drop constraint campaigns_settings_size,
  drop constraint campaigns_settings_object,
  drop constraint campaigns_name_length;
