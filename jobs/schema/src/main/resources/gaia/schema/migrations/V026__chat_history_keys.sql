-- No partitioned table can keep a key unique over all its months, so the idempotency keys of messages stand apart.
-- depends-on: 025
create table game.chat_history_keys (
  user_id uuid not null,
  idempotency_key text not null,
  request_hash bytea not null,
  message_id uuid not null,
  message_created_at timestamptz not null,
  created_at timestamptz not null default now(),
  primary key (user_id, idempotency_key),
  constraint chat_history_keys_key_form check (idempotency_key ~ '^[!-~]{1,255}$')
);

-- Cleanup's sweep of keys that nobody repeats any more.
create index old_chat_history_keys on game.chat_history_keys (created_at);
