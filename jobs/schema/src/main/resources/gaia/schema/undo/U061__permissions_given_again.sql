-- What was given stays given; when, and by which request, is forgotten.
alter table auth.access_control
  drop request_hash,
  drop idempotency_key,
  drop granted_at;
