-- What was said in a conversation, with what it cost and how it was spoken; a reply stays in its parent's conversation.
-- depends-on: 034
create table chat.messages (
  message_id uuid primary key,
  session_id uuid not null references chat.sessions on delete cascade,
  parent_id uuid,
  role text not null,
  content text not null,
  content_type text not null default 'text',
  status text not null default 'completed',
  error_message text,
  processing_ms integer,
  prompt_tokens integer not null default 0,
  completion_tokens integer not null default 0,
  total_tokens integer generated always as (prompt_tokens + completion_tokens) stored,
  estimated_cost numeric(12, 4) not null default 0,
  has_voice_response boolean not null default false,
  voice_response_url text,
  has_avatar_response boolean not null default false,
  avatar_session_id text,
  metadata jsonb not null default '{}',
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Serves the pages of a conversation too: version 7 ids are newest last.
  constraint messages_session_message_once unique (session_id, message_id),
  constraint messages_parent_in_session foreign key (session_id, parent_id)
    references chat.messages (session_id, message_id),
  constraint messages_idempotency_key_once unique (session_id, idempotency_key),
  constraint messages_idempotency_key_form check (idempotency_key ~ '^[!-~]{1,255}$'),
  constraint messages_request_hash_with_key check (idempotency_key is null or request_hash is not null),
  constraint messages_parent_other check (parent_id <> message_id),
  constraint messages_role_known check (role in ('user', 'assistant', 'system', 'function')),
  constraint messages_content_size check (octet_length(content) <= 65536),
  constraint messages_content_type_known check (content_type in ('text', 'image', 'audio', 'file')),
  constraint messages_status_known check (status in ('pending', 'processing', 'completed', 'error')),
  constraint messages_error_message_length check (char_length(error_message) between 1 and 2000),
  constraint messages_processing_ms_positive check (processing_ms >= 0),
  constraint messages_tokens_positive check (prompt_tokens >= 0 and completion_tokens >= 0),
  constraint messages_estimated_cost_positive check (estimated_cost >= 0),
  constraint messages_voice_response_url_form check (
    char_length(voice_response_url) <= 2000 and voice_response_url ~ '^https?://[!-~]+$'
  ),
  constraint messages_voice_response_url_when_spoken check (voice_response_url is null or has_voice_response),
  constraint messages_avatar_session_id_length check (char_length(avatar_session_id) between 1 and 255),
  constraint messages_metadata_object check (jsonb_typeof(metadata) = 'object'),
  constraint messages_metadata_size check (octet_length(metadata::text) <= 16384)
);

-- The replies to one message, and the check of its foreign key.
create index replies_of_message on chat.messages (session_id, parent_id) where parent_id is not null;

create trigger set_updated_at before update on chat.messages
for each row execute function ops.set_updated_at();
