-- A permission given again is the same row: it knows when it was last given, and by which request.
-- depends-on: 005
alter table auth.access_control
  add granted_at timestamptz,
  add idempotency_key text,
  add request_hash bytea,
  add constraint access_control_idempotency_key_once unique (granted_by, idempotency_key),
  add constraint access_control_request_hash_with_key check (idempotency_key is null or request_hash is not null);

update auth.access_control set granted_at = created_at;

alter table auth.access_control
  alter granted_at set default now(),
  alter granted_at set not null;
