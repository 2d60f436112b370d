-- What was refused or granted stays readable after everything it speaks of is gone, so it has no foreign key at all.
create table audit.security_events (
  event_id uuid primary key,
  event_type text not null,
  user_id uuid,
  resource_type text,
  resource_id text,
  request_id uuid,
  detail jsonb not null default '{}',
  created_at timestamptz not null default now()
);
