-- A campaign outlives its sessions and has one owner; the owner's idempotency key makes a repeated create the same row.
create table game.campaigns (
  campaign_id uuid primary key,
  owner_id uuid not null references auth.users,
  name varchar(200) not null,
  settings jsonb not null default '{}',
  is_active boolean not null default true,
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint campaigns_idempotency_key_once unique (owner_id, idempotency_key)
);

create trigger set_updated_at before update on game.campaigns
for each row execute function ops.set_updated_at();
