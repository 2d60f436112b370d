-- What a meeting discussed, decided, gave somebody to do or noted.
-- depends-on: 004, 048
create table board.threads (
  thread_id uuid primary key,
  session_id uuid not null references board.sessions on delete cascade,
  user_id uuid not null references auth.users,
  type text not null default 'discussion',
  title text not null,
  content text,
  priority integer not null default 3,
  status text not null default 'active',
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint threads_idempotency_key_once unique (user_id, idempotency_key),
  constraint threads_idempotency_key_form check (idempotency_key ~ '^[!-~]{1,255}$'),
  constraint threads_request_hash_with_key check (idempotency_key is null or request_hash is not null),
  constraint threads_type_known check (type in ('discussion', 'decision', 'action_item', 'note')),
  constraint threads_title_length check (char_length(title) between 1 and 200),
  constraint threads_content_size check (octet_length(content) between 1 and 65536),
  constraint threads_priority_range check (priority between 1 and 5),
  constraint threads_status_known check (status in ('active', 'closed', 'archived'))
);

-- The pages of one session's threads; version 7 ids are newest last.
create index threads_of_session on board.threads (session_id, thread_id desc);

create trigger set_updated_at before update on board.threads
for each row execute function ops.set_updated_at();
