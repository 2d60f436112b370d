-- What people did stays readable after everything it speaks of is gone, so it has no foreign key at all.
-- depends-on: 001
create table audit.user_activities (
  activity_id uuid primary key default gen_random_uuid(),
  user_id uuid not null,
  activity_type text not null,
  session_id uuid,
  ip_address inet,
  user_agent text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint user_activities_activity_type_form check (activity_type ~ '^[a-z][a-z0-9_]{0,99}$'),
  constraint user_activities_user_agent_length check (char_length(user_agent) <= 512),
  constraint user_activities_metadata_object check (jsonb_typeof(metadata) = 'object'),
  constraint user_activities_metadata_size check (octet_length(metadata::text) <= 16384)
);

-- The pages of what one person did, newest first.
create index activities_of_user on audit.user_activities (user_id, created_at desc, activity_id desc);
