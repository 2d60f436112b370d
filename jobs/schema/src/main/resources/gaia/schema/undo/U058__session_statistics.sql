-- All conversations at once again.
create or replace function ops.update_session_statistics()
returns bigint
language sql
security definer
set search_path = ''
as $$
  with counted as (
    select
      s.session_id,
      count(m.message_id)::integer as messages,
      coalesce(sum(m.total_tokens), 0) as tokens,
      coalesce(sum(m.estimated_cost), 0) as cost
    from chat.sessions s
    left join chat.messages m on m.session_id = s.session_id
    group by s.session_id
  ), mended as (
    update chat.sessions s
    set message_count = messages, total_tokens = tokens, estimated_cost = cost
    from counted c
    where c.session_id = s.session_id
      and (s.message_count, s.total_tokens, s.estimated_cost) is distinct from (messages, tokens, cost)
    returning 1
  )
  select count(*) from mended;
$$;
drop function ops.check_session_statistics(uuid, integer, boolean);
drop function ops.wrong_session_statistics(uuid[]);
