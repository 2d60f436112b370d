-- What PostgreSQL prints of an expression depends on these; a transaction that this runs in gets its own back after.
select set_config('gaia.' || name, current_setting(name), true), set_config(name, value, true)
from (values ('search_path', 'pg_catalog'), ('timezone', 'UTC'), ('datestyle', 'ISO, YMD'),
  ('intervalstyle', 'postgres'), ('bytea_output', 'hex'), ('quote_all_identifiers', 'off'),
  ('standard_conforming_strings', 'on')) s (name, value);
