-- Every month is counted, however long that takes.
create or replace function ops.old_chat_partitions(at timestamptz) returns table (partition text, messages bigint)
language plpgsql
stable
security definer
set search_path = ''
set timezone = 'UTC'
as $$
begin
  for partition in
    select child.relname
    from pg_inherits
    join pg_class child on child.oid = inhrelid
    join ops.retention on subject = 'chat_history'
    where inhparent = 'game.chat_history'::regclass
      and child.relname ~ '^chat_history_[0-9]{4}_[0-9]{2}$'
      -- Never before its time: whatever a caller takes for now, a month that is not over stays.
      and to_date(right(child.relname, 7), 'YYYY_MM') + interval '1 month' <= least(at, now()) - keep
    order by child.relname
  loop
    execute format('select count(*) from game.%I', partition) into messages;
    return next;
  end loop;
end
$$;
