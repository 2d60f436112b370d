-- An invite is known by its token's hash alone, and counts its uses under a check; without a limit it ends with the session.
create table public.campaign_session_invites (
  invite_id uuid primary key,
  session_id varchar(255) not null references public.campaign_sessions on delete cascade,
  created_by uuid not null,
  token_hash bytea not null,
  multi_use boolean not null,
  max_uses integer,
  uses integer not null default 0,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  note varchar(200),
  idempotency_key text,
  request_hash bytea not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaign_session_invites_token_hash_once unique (token_hash),
  constraint campaign_session_invites_max_uses_range check (max_uses between 1 and 10000),
  -- A plain `max_uses = 1` would let null through.
  constraint campaign_session_invites_single_use_is_one check (multi_use or max_uses is not distinct from 1),
  constraint campaign_session_invites_uses_within_limit check (uses >= 0 and (max_uses is null or uses <= max_uses)),
  constraint campaign_session_invites_idempotency_key_once unique (created_by, idempotency_key)
) with (fillfactor = 80);

-- The pages of a session's invites as its host sees them; version 7 ids are newest last.
create index invites_of_session on public.campaign_session_invites (session_id, invite_id desc);

-- The pages of the invites that one member issued.
create index invites_of_issuer on public.campaign_session_invites (session_id, created_by, invite_id desc);

create trigger set_updated_at before update on public.campaign_session_invites
for each row execute function ops.set_updated_at();
