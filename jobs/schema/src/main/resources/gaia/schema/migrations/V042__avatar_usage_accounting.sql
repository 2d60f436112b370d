-- A quota and a month's summary follow the records and nothing else: no function may write either.
-- depends-on: 039, 040, 041
create function usage.account_avatar_usage() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
  was usage.avatar_usage_records := old;
  was_over boolean := tg_op = 'UPDATE' and was.status <> 'active';
  is_over boolean := new.status <> 'active';
  leased integer := case when is_over then 0 else new.leased_seconds end;
  settled integer := case when is_over then new.used_seconds else 0 end;
begin
  if tg_op = 'UPDATE' then
    leased := leased - case when was_over then 0 else was.leased_seconds end;
    settled := settled - case when was_over then was.used_seconds else 0 end;
  end if;
  insert into usage.usage_quotas (user_id) values (new.user_id) on conflict do nothing;
  update usage.usage_quotas
  set leased_seconds = leased_seconds + leased,
      used_seconds = used_seconds + settled,
      session_count = session_count + (tg_op = 'INSERT')::integer
  where user_id = new.user_id;
  if is_over or was_over then
    insert into usage.usage_summaries (user_id, month)
    values (new.user_id, date_trunc('month', new.started_at at time zone 'UTC'))
    on conflict do nothing;
    update usage.usage_summaries
    set session_count = session_count + is_over::integer - was_over::integer,
        used_seconds = used_seconds + settled,
        words_spoken = words_spoken + is_over::integer * new.words_spoken
          - was_over::integer * coalesce(was.words_spoken, 0),
        message_count = message_count + is_over::integer * new.message_count
          - was_over::integer * coalesce(was.message_count, 0),
        estimated_cost = estimated_cost + is_over::integer * new.estimated_cost
          - was_over::integer * coalesce(was.estimated_cost, 0)
    where user_id = new.user_id and month = date_trunc('month', new.started_at at time zone 'UTC');
  end if;
  return null;
end
$$;

-- Not on delete: retention never lowers what a person has used.
create trigger account_avatar_usage after insert or update on usage.avatar_usage_records
for each row execute function usage.account_avatar_usage();
