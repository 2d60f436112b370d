-- What an assistant needs to act for a person at Google or Microsoft, kept only as Tink's ciphertext.
-- depends-on: 004
create table auth.service_tokens (
  token_id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users,
  provider text not null,
  service text not null,
  access_token_encrypted bytea not null,
  refresh_token_encrypted bytea,
  scope text,
  expires_at timestamptz,
  provider_account_id text,
  provider_email text,
  revoked_at timestamptz,
  revoked_reason text,
  last_used_at timestamptz,
  use_count integer not null default 0,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint service_tokens_provider_known check (provider in ('google', 'microsoft')),
  constraint service_tokens_service_form check (service ~ '^[a-z][a-z0-9_]{0,99}$'),
  -- Tink's ciphertext begins with a byte 1 and the key's id; no provider's token does.
  constraint service_tokens_access_token_not_live check (
    octet_length(access_token_encrypted) >= 34 and octet_length(access_token_encrypted) <= 16384
    and get_byte(access_token_encrypted, 0) = 1
  ),
  constraint service_tokens_refresh_token_not_live check (
    octet_length(refresh_token_encrypted) >= 34 and octet_length(refresh_token_encrypted) <= 16384
    and get_byte(refresh_token_encrypted, 0) = 1
  ),
  constraint service_tokens_scope_length check (char_length(scope) between 1 and 4000),
  constraint service_tokens_provider_account_id_length check (char_length(provider_account_id) between 1 and 255),
  constraint service_tokens_provider_email_form check (
    char_length(provider_email) <= 320 and provider_email ~ '^[^@ \t\n\v\f\r]{1,64}@[^@ \t\n\v\f\r]+$'
  ),
  constraint service_tokens_revoked_reason_known check (
    revoked_reason in ('replaced', 'by_user', 'by_provider', 'expired')
  ),
  constraint service_tokens_revoked_with_reason check ((revoked_at is null) = (revoked_reason is null)),
  constraint service_tokens_use_count_positive check (use_count >= 0),
  constraint service_tokens_metadata_object check (jsonb_typeof(metadata) = 'object'),
  constraint service_tokens_metadata_size check (octet_length(metadata::text) <= 16384)
);

-- One token that counts for a person and service; the query for it, too.
create unique index service_tokens_live_once on auth.service_tokens (user_id, provider, service)
where revoked_at is null;

-- The tokens to refresh before they expire.
create index expiring_service_tokens on auth.service_tokens (expires_at) where revoked_at is null;

create trigger set_updated_at before update on auth.service_tokens
for each row execute function ops.set_updated_at();
