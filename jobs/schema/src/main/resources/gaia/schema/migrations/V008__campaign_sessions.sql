-- A session counts its members in a column under a check, the only way a constraint can keep one too many out.
create table public.campaign_sessions (
  session_id varchar(255) primary key,
  campaign_id uuid references game.campaigns,
  name varchar(200) not null,
  host_id uuid not null references auth.users,
  status text not null default 'active',
  max_members integer not null,
  member_count integer not null,
  may_invite text not null default 'host',
  metadata jsonb not null default '{}',
  ended_at timestamptz,
  idempotency_key text,
  request_hash bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_sessions_session_id_form check (session_id ~ '^[A-Za-z0-9][A-Za-z0-9._~-]{0,254}$'),
  constraint campaign_sessions_name_length check (char_length(name) between 1 and 200),
  constraint campaign_sessions_status_known check (status in ('active', 'paused', 'ended')),
  constraint campaign_sessions_max_members_range check (max_members between 2 and 1000),
  constraint campaign_sessions_member_count_within_limit check (member_count between 0 and max_members),
  constraint campaign_sessions_may_invite_known check (may_invite in ('host', 'members')),
  constraint campaign_sessions_metadata_object check (jsonb_typeof(metadata) = 'object'),
  constraint campaign_sessions_metadata_size check (octet_length(metadata::text) <= 16384),
  constraint campaign_sessions_ended_at_when_ended check ((ended_at is not null) = (status = 'ended')),
  constraint campaign_sessions_idempotency_key_once unique (host_id, idempotency_key)
) with (fillfactor = 80);

create trigger set_updated_at before update on public.campaign_sessions
for each row execute function ops.set_updated_at();
