-- Cleanup may make a month's partition of the campaign chat, and owns no table: it calls this and can do no more.
-- depends-on: 001
create function ops.make_chat_partitions(at timestamptz, ahead integer default 3) returns setof text
language plpgsql
security definer
set search_path = ''
set timezone = 'UTC'
set lock_timeout = '2s'
as $$
declare
  month timestamptz;
  partition text;
begin
  if ahead not between 0 and 24 then
    raise exception using
      errcode = 'invalid_parameter_value',
      message = format('partitions %s months ahead are not made', ahead),
      hint = 'ask for 0 to 24 months';
  end if;
  -- Of two callers at once the second waits, and finds nothing left to make.
  perform pg_advisory_xact_lock(hashtext('ops.make_chat_partitions'));
  for step in 0..ahead loop
    month := date_trunc('month', at) + make_interval(months => step);
    partition := 'chat_history_' || to_char(month, 'YYYY_MM');
    continue when to_regclass('game.' || partition) is not null;
    -- What was written while the month had no partition moves over with it.
    lock table game.chat_history_default in access exclusive mode;
    execute format(
      'create table game.%I (like game.chat_history including defaults including constraints)', partition);
    execute format(
      $move$
      with moved as (
        delete from game.chat_history_default where created_at >= %L and created_at < %L returning *
      )
      insert into game.%I select * from moved
      $move$,
      month, month + interval '1 month', partition);
    execute format(
      'alter table game.chat_history attach partition game.%I for values from (%L) to (%L)',
      partition, month, month + interval '1 month');
    return next partition;
  end loop;
end
$$;
