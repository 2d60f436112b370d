-- A room where people take seats around one game; its revision lets a reader ask for what changed since.
-- depends-on: 004
create table game.rooms (
  room_id uuid primary key,
  host_id uuid not null references auth.users,
  name text not null,
  status text not null default 'open',
  closed_at timestamptz,
  current_game_id varchar,
  revision bigint not null default 0,
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint rooms_idempotency_key_once unique (host_id, idempotency_key),
  constraint rooms_idempotency_key_form check (idempotency_key ~ '^[!-~]{1,255}$'),
  constraint rooms_request_hash_with_key check (idempotency_key is null or request_hash is not null),
  constraint rooms_name_length check (char_length(name) between 1 and 200),
  constraint rooms_status_known check (status in ('open', 'closed')),
  constraint rooms_closed_at_when_closed check ((closed_at is not null) = (status = 'closed')),
  constraint rooms_current_game_id_length check (char_length(current_game_id) between 1 and 255),
  constraint rooms_revision_positive check (revision >= 0)
) with (fillfactor = 80);

-- The pages of the open rooms; version 7 ids are newest last.
create index open_rooms on game.rooms (room_id desc) where status = 'open';

-- The pages of one host's rooms.
create index rooms_of_host on game.rooms (host_id, room_id desc);

create trigger set_updated_at before update on game.rooms
for each row execute function ops.set_updated_at();
