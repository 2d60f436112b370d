-- A boardroom counts its participants in a column under a check, the only way a constraint can keep one too many out.
-- depends-on: 004, 015
create table board.boardrooms (
  boardroom_id uuid primary key,
  owner_id uuid not null references auth.users,
  name text not null,
  description text,
  is_active boolean not null default true,
  max_participants integer not null default 10,
  participant_count integer not null default 0,
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint boardrooms_idempotency_key_once unique (owner_id, idempotency_key),
  constraint boardrooms_idempotency_key_form check (idempotency_key ~ '^[!-~]{1,255}$'),
  constraint boardrooms_request_hash_with_key check (idempotency_key is null or request_hash is not null),
  constraint boardrooms_name_length check (char_length(name) between 1 and 200),
  constraint boardrooms_name_trimmed check (name !~ '^\s|\s$'),
  constraint boardrooms_description_length check (char_length(description) between 1 and 2000),
  constraint boardrooms_max_participants_range check (max_participants between 1 and 1000),
  constraint boardrooms_participant_count_within_limit check (participant_count between 0 and max_participants)
) with (fillfactor = 80);

-- The pages of one owner's boardrooms; version 7 ids are newest last.
create index boardrooms_of_owner on board.boardrooms (owner_id, boardroom_id desc);

create trigger set_updated_at before update on board.boardrooms
for each row execute function ops.set_updated_at();
