-- One person's conversation with an assistant, with what it came to so far.
-- depends-on: 004, 015
create table chat.sessions (
  session_id uuid primary key,
  user_id uuid not null references auth.users,
  title text,
  agent_type text not null default 'default',
  status text not null default 'active',
  message_count integer not null default 0,
  total_tokens bigint not null default 0,
  estimated_cost numeric(12, 4) not null default 0,
  started_at timestamptz not null default now(),
  last_activity_at timestamptz not null default now(),
  ended_at timestamptz,
  metadata jsonb not null default '{}',
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint sessions_idempotency_key_once unique (user_id, idempotency_key),
  constraint sessions_idempotency_key_form check (idempotency_key ~ '^[!-~]{1,255}$'),
  constraint sessions_request_hash_with_key check (idempotency_key is null or request_hash is not null),
  constraint sessions_title_length check (char_length(title) between 1 and 200),
  constraint sessions_agent_type_form check (agent_type ~ '^[a-z][a-z0-9_]{0,99}$'),
  constraint sessions_status_known check (status in ('active', 'paused', 'ended', 'archived')),
  constraint sessions_ended_at_when_over check ((ended_at is not null) = (status in ('ended', 'archived'))),
  constraint sessions_message_count_positive check (message_count >= 0),
  constraint sessions_total_tokens_positive check (total_tokens >= 0),
  constraint sessions_estimated_cost_positive check (estimated_cost >= 0),
  constraint sessions_metadata_object check (jsonb_typeof(metadata) = 'object'),
  constraint sessions_metadata_size check (octet_length(metadata::text) <= 16384)
) with (fillfactor = 80);

-- The pages of "my conversations"; version 7 ids are newest last.
create index sessions_of_user on chat.sessions (user_id, session_id desc);

create trigger set_updated_at before update on chat.sessions
for each row execute function ops.set_updated_at();
