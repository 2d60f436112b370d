-- A meeting in a boardroom; who opened it is remembered and takes nothing along.
-- depends-on: 004, 046
create table board.sessions (
  session_id uuid primary key,
  boardroom_id uuid not null references board.boardrooms on delete cascade,
  user_id uuid not null references auth.users,
  title text not null,
  description text,
  status text not null default 'active',
  starts_at timestamptz not null default now(),
  ends_at timestamptz,
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint sessions_idempotency_key_once unique (user_id, idempotency_key),
  constraint sessions_idempotency_key_form check (idempotency_key ~ '^[!-~]{1,255}$'),
  constraint sessions_request_hash_with_key check (idempotency_key is null or request_hash is not null),
  constraint sessions_title_length check (char_length(title) between 1 and 200),
  constraint sessions_description_length check (char_length(description) between 1 and 2000),
  constraint sessions_status_known check (status in ('active', 'completed', 'paused', 'cancelled')),
  constraint sessions_dates_in_order check (ends_at >= starts_at)
);

-- The pages of one boardroom's sessions; version 7 ids are newest last.
create index sessions_of_boardroom on board.sessions (boardroom_id, session_id desc);

create trigger set_updated_at before update on board.sessions
for each row execute function ops.set_updated_at();
