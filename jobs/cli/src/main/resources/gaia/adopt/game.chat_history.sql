-- What nobody is named for was written by the assistant, unless it says otherwise.
select r as source, null::text as refused,
  coalesce(pg_temp.id('message', coalesce(r ->> 'message_id', r ->> 'chat_id', r ->> 'id')), gen_random_uuid()) as message_id,
  pg_temp.id('campaign', r ->> 'campaign_id') as campaign_id,
  pg_temp.person(coalesce(r ->> 'user_id', r ->> 'sender_id')) as user_id,
  case lower(coalesce(r ->> 'author', r ->> 'role', r ->> 'sender_type', r ->> 'message_type',
      case when coalesce(r ->> 'user_id', r ->> 'sender_id') is null then 'assistant' else 'person' end))
    when 'user' then 'person' when 'player' then 'person' when 'human' then 'person'
    when 'ai' then 'assistant' when 'agent' then 'assistant' when 'dm' then 'assistant' when 'bot' then 'assistant'
    else lower(coalesce(r ->> 'author', r ->> 'role', r ->> 'sender_type', r ->> 'message_type',
      case when coalesce(r ->> 'user_id', r ->> 'sender_id') is null then 'assistant' else 'person' end)) end as author,
  coalesce(r ->> 'content', r ->> 'message', r ->> 'text') as content,
  pg_temp.object(r -> 'metadata') as metadata,
  coalesce(pg_temp.moment(r ->> 'created_at'), pg_temp.moment(r ->> 'timestamp'), now()) as created_at
from adopt_game.chat_history s
cross join lateral to_jsonb(s) r
