-- What nobody is named for was written by the assistant, unless it says otherwise.
select line, r as source, null::text as refused, null::text[] as heeded,
  pg_temp.id('message', coalesce(r ->> 'message_id', r ->> 'chat_id', r ->> 'id', pg_temp.otherwise(whole, 'line ' || line))) as message_id,
  pg_temp.id('campaign', r ->> 'campaign_id') as campaign_id,
  pg_temp.person(coalesce(r ->> 'user_id', r ->> 'sender_id')) as user_id,
  case said.author
    when 'user' then 'person' when 'player' then 'person' when 'human' then 'person'
    when 'ai' then 'assistant' when 'agent' then 'assistant' when 'dm' then 'assistant' when 'bot' then 'assistant'
    else coalesce(said.author, pg_temp.otherwise(whole,
      case when coalesce(r ->> 'user_id', r ->> 'sender_id') is null then 'assistant' else 'person' end)) end as author,
  coalesce(r ->> 'content', r ->> 'message', r ->> 'text') as content,
  coalesce(pg_temp.object(r -> 'metadata'), '{}') as metadata,
  coalesce(pg_temp.moment(r ->> 'created_at'), pg_temp.moment(r ->> 'timestamp'), now()) as created_at
from old
cross join lateral (
  select lower(coalesce(r ->> 'author', r ->> 'role', r ->> 'sender_type', r ->> 'message_type')) as author
) said
