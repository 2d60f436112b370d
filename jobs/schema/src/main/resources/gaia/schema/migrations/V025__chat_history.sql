-- A campaign's chat grows for years: a partition a month keeps its indexes small and lets a month go at once.
-- depends-on: 004, 006, 024
create table game.chat_history (
  message_id uuid not null,
  campaign_id uuid not null references game.campaigns,
  user_id uuid references auth.users,
  author text not null default 'person',
  content text not null,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (message_id, created_at),
  constraint chat_history_author_known check (author in ('person', 'assistant', 'system')),
  constraint chat_history_user_when_person check (author <> 'person' or user_id is not null),
  constraint chat_history_content_length check (char_length(content) between 1 and 16384),
  constraint chat_history_metadata_object check (jsonb_typeof(metadata) = 'object'),
  constraint chat_history_metadata_size check (octet_length(metadata::text) <= 16384)
) partition by range (created_at);

-- Takes what no month was made for, so that a missed run of cleanup loses nothing.
create table game.chat_history_default partition of game.chat_history default;

-- The pages of one campaign's chat, newest first.
create index chat_of_campaign on game.chat_history (campaign_id, created_at desc, message_id desc);

-- Search in the words as they stand: people write in many languages, and one stemmer fits none but its own.
create index chat_search on game.chat_history using gin (to_tsvector('simple', content));

do $$
begin
  perform ops.make_chat_partitions(now());
end
$$;
