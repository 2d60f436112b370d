select set_config(name, current_setting('gaia.' || name), true)
from (values ('search_path'), ('timezone'), ('datestyle'), ('intervalstyle'), ('bytea_output'),
  ('quote_all_identifiers')) s (name);
