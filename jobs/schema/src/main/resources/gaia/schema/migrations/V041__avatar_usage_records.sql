-- One avatar session: seconds are leased before it speaks and settled when it ends, so a crash gives the rest back.
-- depends-on: 004, 015
create table usage.avatar_usage_records (
  record_id uuid primary key,
  user_id uuid not null references auth.users,
  session_id uuid,
  avatar_name text not null,
  avatar_session_id text,
  status text not null default 'active',
  leased_seconds integer not null,
  used_seconds integer not null default 0,
  started_at timestamptz not null default now(),
  leased_until timestamptz not null,
  last_seen_at timestamptz,
  ended_at timestamptz,
  words_spoken integer not null default 0,
  message_count integer not null default 0,
  estimated_cost numeric(12, 4) not null default 0,
  error_message text,
  metadata jsonb not null default '{}',
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint avatar_usage_records_idempotency_key_once unique (user_id, idempotency_key),
  constraint avatar_usage_records_idempotency_key_form check (idempotency_key ~ '^[!-~]{1,255}$'),
  constraint avatar_usage_records_request_hash_with_key check (idempotency_key is null or request_hash is not null),
  constraint avatar_usage_records_avatar_name_length check (char_length(avatar_name) between 1 and 255),
  constraint avatar_usage_records_avatar_session_id_length check (char_length(avatar_session_id) between 1 and 255),
  constraint avatar_usage_records_status_known check (status in ('active', 'completed', 'error', 'timeout')),
  constraint avatar_usage_records_leased_seconds_positive check (leased_seconds > 0),
  constraint avatar_usage_records_used_within_lease check (used_seconds between 0 and leased_seconds),
  constraint avatar_usage_records_leased_until_in_order check (leased_until > started_at),
  constraint avatar_usage_records_ended_at_in_order check (ended_at >= started_at),
  constraint avatar_usage_records_ended_at_when_over check ((ended_at is not null) = (status <> 'active')),
  constraint avatar_usage_records_counts_positive check (words_spoken >= 0 and message_count >= 0),
  constraint avatar_usage_records_estimated_cost_positive check (estimated_cost >= 0),
  constraint avatar_usage_records_error_message_length check (char_length(error_message) between 1 and 2000),
  constraint avatar_usage_records_metadata_object check (jsonb_typeof(metadata) = 'object'),
  constraint avatar_usage_records_metadata_size check (octet_length(metadata::text) <= 16384)
) with (fillfactor = 80);

-- The pages of one person's avatar sessions; version 7 ids are newest last.
create index avatar_usage_of_user on usage.avatar_usage_records (user_id, record_id desc);

-- The leases whose sessions went silent.
create index expired_leases on usage.avatar_usage_records (leased_until) where status = 'active';

-- Cleanup's sweep of records that are over and old.
create index old_avatar_usage on usage.avatar_usage_records (ended_at) where status <> 'active';

create trigger set_updated_at before update on usage.avatar_usage_records
for each row execute function ops.set_updated_at();
