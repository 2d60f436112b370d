-- Checked apart from the rules themselves, under a lock that lets readers and writers go on.
-- depends-on: 019
alter table game.campaigns
  validate constraint campaigns_name_length,
  validate constraint campaigns_settings_object,
  validate constraint campaigns_settings_size,
  validate constraint campaigns_request_hash_with_key;
