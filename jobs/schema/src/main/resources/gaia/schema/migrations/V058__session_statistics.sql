-- Counts are compared some conversations at a time, and written only under the lock that a message takes too: a message
-- that is said meanwhile is not forgotten.
-- depends-on: 036, 053
create function ops.wrong_session_statistics(sessions uuid[])
returns table (session_id uuid, messages integer, tokens bigint, cost numeric)
language sql
stable
set search_path = ''
as $$
  select s.session_id, m.messages, m.tokens, m.cost
  from chat.sessions s
  cross join lateral (
    select count(*)::integer as messages, coalesce(sum(total_tokens), 0)::bigint as tokens,
      coalesce(sum(estimated_cost), 0) as cost
    from chat.messages
    where messages.session_id = s.session_id
  ) m
  where s.session_id = any (sessions)
    and (s.message_count, s.total_tokens, s.estimated_cost) is distinct from (m.messages, m.tokens, m.cost);
$$;

-- How many of the next at_most conversations are counted wrongly; mend puts them right, unless a message just comes in.
create function ops.check_session_statistics(since uuid, at_most integer, mend boolean)
returns table (wrong bigint, upto uuid, whole boolean)
language plpgsql
security definer
set search_path = ''
as $$
declare
  these uuid[] := array(
    select session_id from chat.sessions
    where session_id > coalesce(since, '00000000-0000-0000-0000-000000000000')
    order by session_id
    limit at_most
  );
  suspects uuid[] := array(select session_id from ops.wrong_session_statistics(these));
begin
  upto := these[cardinality(these)];
  whole := cardinality(these) < at_most;
  wrong := cardinality(suspects);
  if mend and wrong > 0 then
    suspects := array(
      select session_id from chat.sessions where session_id = any (suspects) for no key update skip locked
    );
    -- A statement of its own, since only what is seen now that they are locked is what stands.
    update chat.sessions s
    set message_count = w.messages, total_tokens = w.tokens, estimated_cost = w.cost
    from ops.wrong_session_statistics(suspects) w
    where s.session_id = w.session_id;
    get diagnostics wrong = row_count;
  end if;
  return next;
end
$$;

create or replace function ops.update_session_statistics()
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
declare
  step record;
  since uuid;
  mended bigint := 0;
begin
  loop
    select * into step from ops.check_session_statistics(since, 1000, true);
    mended := mended + step.wrong;
    since := step.upto;
    exit when step.whole;
  end loop;
  return mended;
end
$$;
