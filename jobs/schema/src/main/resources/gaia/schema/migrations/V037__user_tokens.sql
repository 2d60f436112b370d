-- A token that was sent to a person is known by its SHA-256 alone: who reads this table can use none of them.
-- depends-on: 004
create table auth.user_tokens (
  token_id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users,
  token_type text not null,
  token_hash bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  revoked_at timestamptz,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_tokens_token_hash_once unique (token_hash),
  constraint user_tokens_token_type_known check (token_type in ('refresh', 'reset', 'verify')),
  constraint user_tokens_token_hash_size check (octet_length(token_hash) = 32),
  constraint user_tokens_metadata_object check (jsonb_typeof(metadata) = 'object'),
  constraint user_tokens_metadata_size check (octet_length(metadata::text) <= 16384)
);

-- The tokens of one person and kind that still count.
create index live_user_tokens on auth.user_tokens (user_id, token_type, expires_at)
where used_at is null and revoked_at is null;

-- Cleanup's sweep of expired tokens.
create index expired_user_tokens on auth.user_tokens (expires_at);

create trigger set_updated_at before update on auth.user_tokens
for each row execute function ops.set_updated_at();
