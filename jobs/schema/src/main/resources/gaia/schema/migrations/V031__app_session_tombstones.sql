-- A session that was destroyed stays destroyed: a write that was under way meanwhile finds its tombstone.
-- depends-on: 030
create table public.app_session_tombstones (
  sid varchar primary key,
  destroyed_at timestamptz not null default now(),
  keep_until timestamptz not null,
  constraint app_session_tombstones_keep_until_later check (keep_until > destroyed_at)
);

-- Cleanup's sweep of tombstones that no late write can meet any more.
create index old_app_session_tombstones on public.app_session_tombstones (keep_until);

-- Longer than the session itself would have lived, since a copy elsewhere may live as long.
create function ops.bury_app_session() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  insert into public.app_session_tombstones (sid, keep_until)
  values (old.sid, greatest(old.expire, now()) + interval '1 day')
  on conflict (sid) do nothing;
  return null;
end
$$;

-- A sweep of what expired is no destroying.
create trigger bury after delete on public.app_sessions
for each row when (old.expire > now()) execute function ops.bury_app_session();

-- After the insert, since only then has it waited for a delete of the same key; the lock makes it and a destroy of a
-- session not yet committed wait for each other. A thousand of them at most, however many rows one statement writes.
create function ops.refuse_buried_app_session() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('app_sessions'), hashtext(new.sid) & 1023);
  delete from public.app_sessions s
  using public.app_session_tombstones t
  where s.sid = new.sid and t.sid = new.sid;
  return null;
end
$$;

create trigger refuse_buried after insert on public.app_sessions
for each row execute function ops.refuse_buried_app_session();

-- True when there was one; a session whose first write is still under way is destroyed as well.
create function ops.destroy_app_session(doomed varchar) returns boolean
language plpgsql
security definer
set search_path = ''
as $$
begin
  perform pg_advisory_xact_lock(hashtext('app_sessions'), hashtext(doomed) & 1023);
  delete from public.app_sessions where sid = doomed;
  if found then
    insert into public.app_session_tombstones (sid, keep_until) values (doomed, now() + interval '8 days')
    on conflict (sid) do nothing;
    return true;
  end if;
  insert into public.app_session_tombstones (sid, keep_until) values (doomed, now() + interval '8 days')
  on conflict (sid) do nothing;
  return false;
end
$$;
