-- Cleanup by rules: a rule is a view of what is over, counted and deleted by the same two functions, so that a preview
-- counts what a run deletes. Cleanup may call these and needs no right on what they delete.
-- depends-on: 026, 028, 031, 033, 037, 041, 043, 045, 053, 054, 056, 057, 058

-- place: the row; walk: the column of an index, by which the rows are gone through, oldest first; due: since when the row
-- is over, null while it is not. It is walk itself unless rows of that age stay, or an index on it would change with every
-- move of a player.

-- Cleanup's sweep of invites that nobody can redeem any more.
create index expired_invites on public.campaign_session_invites (expires_at);
create view ops.expired_invites as
select ctid as place, expires_at as walk, expires_at as due from public.campaign_session_invites;

-- Cleanup's sweep of sessions that are over.
create index ended_sessions on public.campaign_sessions (ended_at) where ended_at is not null;
create view ops.ended_sessions as
select ctid as place, ended_at as walk, ended_at as due from public.campaign_sessions where ended_at is not null;

-- Cleanup's search for sessions that were left behind. Where others are in too nobody writes for months, and comes back.
create index open_sessions on public.campaign_sessions (created_at) where ended_at is null;
create view ops.abandoned_sessions as
select s.ctid as place, s.created_at as walk,
  case
    when s.member_count <= 1 then greatest(s.updated_at, (
      select max(i.expires_at) from public.campaign_session_invites i where i.session_id = s.session_id
    ))
  end as due
from public.campaign_sessions s
where s.ended_at is null;

-- Cleanup's search for seats whose hold is over.
create index taken_seats on game.room_seats (created_at) where user_id is not null;
create view ops.stale_seats as
select ctid as place, created_at as walk, held_until as due from game.room_seats where user_id is not null;

-- Cleanup's sweep of permissions that ended.
create index expired_permissions on auth.access_control (expires_at) where expires_at is not null;
create view ops.expired_permissions as
select ctid as place, expires_at as walk, expires_at as due from auth.access_control where expires_at is not null;

create view ops.expired_user_tokens as
select ctid as place, expires_at as walk, expires_at as due from auth.user_tokens;

-- One that can be refreshed is the vault's own business. Its person is locked along with it, as the vault does before
-- it writes: neither waits for the other.
create view ops.useless_service_tokens as
select t.ctid as place, t.expires_at as walk, case when t.refresh_token_encrypted is null then t.expires_at end as due
from auth.service_tokens t
join auth.users u on u.user_id = t.user_id
where t.revoked_at is null;

create view ops.old_refresh_logs as
select ctid as place, created_at as walk, created_at as due from auth.token_refresh_logs;

create view ops.expired_app_sessions as
select ctid as place, expire as walk, expire as due from public.app_sessions;

create view ops.old_tombstones as
select ctid as place, keep_until as walk, keep_until as due from public.app_session_tombstones;

create view ops.old_chat_keys as
select ctid as place, created_at as walk, created_at as due from game.chat_history_keys;

create view ops.silent_leases as
select ctid as place, leased_until as walk, leased_until as due from usage.avatar_usage_records where status = 'active';

create view ops.old_usage_records as
select ctid as place, ended_at as walk, ended_at as due from usage.avatar_usage_records where status <> 'active';

create view ops.security_events as
select ctid as place, created_at as walk, created_at as due from audit.security_events;

-- A job's last success is what its age is counted from.
create view ops.old_job_runs as
select r.ctid as place, r.started_at as walk, r.started_at as due
from ops.job_runs r
where r.finished_at is not null and r.finished_at is distinct from (
  select max(s.finished_at) from ops.job_runs s
  where s.name = r.name and s.outcome in ('done', 'nothing') and not s.dry_run
);

-- In the order of a receipt. changes: what becomes of a row that stays; null, and it is deleted.
create view ops.cleanup_rules as
select *
from (
  values
    ('expired_invites', 'public.campaign_session_invites', null),
    ('abandoned_sessions', 'public.campaign_sessions', 'status = ''ended'', ended_at = $5'),
    ('ended_sessions', 'public.campaign_sessions', null),
    -- No revision moves: whoever was told how long the seat is held knows already.
    ('stale_seats', 'game.room_seats',
      'user_id = null, last_heartbeat_at = null, away_since = null, seat_token = null'),
    ('expired_permissions', 'auth.access_control', null),
    ('expired_user_tokens', 'auth.user_tokens', null),
    ('useless_service_tokens', 'auth.service_tokens', 'revoked_at = $5, revoked_reason = ''expired'''),
    ('old_refresh_logs', 'auth.token_refresh_logs', null),
    ('expired_app_sessions', 'public.app_sessions', null),
    ('old_tombstones', 'public.app_session_tombstones', null),
    ('old_chat_keys', 'game.chat_history_keys', null),
    -- A session that went silent is charged what it was last seen to have used; the rest of its lease goes back.
    ('silent_leases', 'usage.avatar_usage_records', 'status = ''timeout'', ended_at = leased_until'),
    ('old_usage_records', 'usage.avatar_usage_records', null),
    ('security_events', 'audit.security_events', null),
    ('old_job_runs', 'ops.job_runs', null)
) as rules (rule, relation, changes);

-- Since when a row must be over: never later than now, whatever a caller takes for that; null, and all is kept.
create function ops.older_than(rule text, at timestamptz) returns timestamptz
language sql
stable
set search_path = ''
as $$
  select least(at, now()) - ops.keep(rule);
$$;

-- The months for which ops.make_chat_partitions would make a partition.
create function ops.missing_chat_months(at timestamptz) returns setof text
language sql
stable
set search_path = ''
set timezone = 'UTC'
as $$
  select partition
  from generate_series(0, 3) step
  cross join lateral (
    select 'chat_history_' || to_char(date_trunc('month', at) + make_interval(months => step), 'YYYY_MM') as partition
  ) month
  where to_regclass('game.' || partition) is null;
$$;

-- Everything that a run does, in the order of its receipt.
create function ops.cleanup_plan(at timestamptz)
returns table (place bigint, rule text, relation text, older_than timestamptz)
language sql
stable
security definer
set search_path = ''
as $$
  with chores as (
    select rule, relation from ops.cleanup_rules
    union all
    values
      ('session_statistics', 'chat.sessions'),
      ('chat_history', 'game.chat_history'),
      ('chat_months_ahead', 'game.chat_history')
  )
  select row_number() over (), rule, relation, ops.older_than(rule, at) from chores;
$$;

-- Where the next at_most rows end that have to be looked at; null: with the last of them. Only a rule that looks at rows
-- which stay needs it, so that no single statement looks at all of them.
create function ops.end_of_stretch(rule text, since timestamptz, at_most integer) returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
  found timestamptz;
begin
  if rule in ('abandoned_sessions', 'stale_seats', 'useless_service_tokens') then
    execute format('select walk from ops.%I where walk > $1 order by walk offset $2 limit 1', rule)
      into found using since, at_most;
  end if;
  return found;
end
$$;

-- How many of the next at_most rows are over. upto is where to go on; whole: there is no more.
create function ops.due(rule text, at timestamptz, since text, at_most integer)
returns table (rows bigint, upto text, whole boolean)
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
  r ops.cleanup_rules;
  older timestamptz := ops.older_than(rule, at);
  walked timestamptz;
  stretch timestamptz;
  last timestamptz;
  before_last bigint;
begin
  case rule
    when 'session_statistics' then
      return query select c.wrong, c.upto::text, c.whole
        from ops.check_session_statistics(since::uuid, at_most, false) c;
      return;
    when 'chat_history' then
      return query select coalesce(sum(messages), 0)::bigint, null::text, true from ops.old_chat_partitions(at);
      return;
    when 'chat_months_ahead' then
      return query select count(*), null::text, true from ops.missing_chat_months(at);
      return;
    else
      select * into strict r from ops.cleanup_rules c where c.rule = due.rule;
  end case;
  walked := coalesce(since::timestamptz, '-infinity');
  stretch := ops.end_of_stretch(rule, walked, at_most);
  execute format(
    $count$
    with slice as materialized (
      select walk from ops.%I where walk >= $1 and walk < $2 and due < $3 order by walk limit $4
    )
    select count(*), max(walk), count(*) filter (where walk < (select max(walk) from slice)) from slice
    $count$, rule)
    into rows, last, before_last
    using walked, least(older, stretch), older, at_most;
  if rows < at_most then
    upto := stretch::text;
    whole := stretch is null or stretch >= older;
  elsif last > walked then
    rows := before_last;
    upto := last::text;
    whole := false;
  else
    -- More rows than that are of one moment: they are counted at once, and the next moment follows.
    execute format(
      'select count(*), (select min(walk) from ops.%1$I where walk > $1) from ops.%1$I where walk = $1 and due < $2',
      rule)
      into rows, last using walked, older;
    upto := last::text;
    whole := last is null or last >= older;
  end if;
  return next;
end
$$;

-- Deletes at most at_most rows that are over, or changes what the rule says, in the caller's transaction. passed: another
-- held some of them, and they were left. rows null: somebody was in the way otherwise, or it took too long; nothing was
-- done, and fewer may do.
create function ops.sweep(rule text, at timestamptz, since text, at_most integer)
returns table (rows bigint, upto text, whole boolean, passed boolean)
language plpgsql
security definer
set search_path = ''
-- A row that goes along may be held too: whoever waits for this transaction must not wait for that one as well.
set lock_timeout = '100ms'
as $$
declare
  r ops.cleanup_rules;
  older timestamptz := ops.older_than(rule, at);
  walked timestamptz;
  stretch timestamptz;
  last timestamptz;
  seen bigint;
  taken bigint;
begin
  -- What a crash brings back is swept again: nobody need wait for the disk.
  perform set_config('synchronous_commit', 'off', true);
  case rule
    when 'session_statistics' then
      return query select c.wrong, c.upto::text, c.whole, false
        from ops.check_session_statistics(since::uuid, at_most, true) c;
      return;
    when 'chat_history' then
      return query select coalesce(sum(messages), 0)::bigint, null::text, true, false from ops.drop_chat_partitions(at);
      return;
    when 'chat_months_ahead' then
      return query select count(*), null::text, true, false from ops.make_chat_partitions(at);
      return;
    else
      select * into strict r from ops.cleanup_rules c where c.rule = sweep.rule;
  end case;
  walked := coalesce(since::timestamptz, '-infinity');
  stretch := ops.end_of_stretch(rule, walked, at_most);
  execute format(
    $sweep$
    with seen as materialized (
      select place, walk from ops.%1$I where walk >= $1 and walk < $2 and due < $3 order by walk limit $4
    ), taken as materialized (
      select place from ops.%1$I
      where place = any (array(select place from seen)) and due < $3
      for %2$s skip locked
    ), swept as (
      %3$s where ctid = any (array(select place from taken)) returning 1
    )
    select count(*), max(walk), (select count(*) from taken), (select count(*) from swept) from seen
    $sweep$,
    rule,
    case when r.changes is null then 'update' else 'no key update' end,
    case
      when r.changes is null then 'delete from ' || r.relation
      else 'update ' || r.relation || ' set ' || r.changes
    end)
    into seen, last, taken, rows
    using walked, least(older, stretch), older, at_most, least(at, now());
  upto := case when seen = at_most then last else stretch end::text;
  whole := seen < at_most and (stretch is null or stretch >= older);
  passed := rows < seen;
  return next;
exception
  when lock_not_available or deadlock_detected or query_canceled then
    if at_most > 1 or r.rule is null then
      return query select null::bigint, since, false, false;
    else
      -- The one that could not go stays for another day, and those of its moment with it.
      execute format(
        $next$
        select min(walk) from ops.%1$I
        where walk > (select min(walk) from ops.%1$I where walk >= $1 and walk < $2 and due < $2)
        $next$, rule)
        into last using walked, older;
      return query select 0::bigint, last::text, last is null or last >= older, true;
    end if;
end
$$;

-- What the seed calls by these names are the same rules.
create or replace function ops.cleanup_expired_tokens(at timestamptz default now(), at_most integer default 10000)
returns bigint
language sql
security definer
set search_path = ''
as $$
  select sum(s.rows)::bigint
  from unnest(array['expired_user_tokens', 'useless_service_tokens']) rule
  cross join lateral ops.sweep(rule, at, null, at_most) s;
$$;

create or replace function ops.cleanup_old_usage_records(at timestamptz default now(), at_most integer default 10000)
returns bigint
language sql
security definer
set search_path = ''
as $$
  select s.rows from ops.sweep('old_usage_records', at, null, at_most) s;
$$;

create or replace function ops.cleanup_token_refresh_logs(at timestamptz default now(), at_most integer default 10000)
returns bigint
language sql
security definer
set search_path = ''
as $$
  select s.rows from ops.sweep('old_refresh_logs', at, null, at_most) s;
$$;

create or replace function ops.settle_expired_leases(at timestamptz default now(), at_most integer default 10000)
returns bigint
language sql
security definer
set search_path = ''
as $$
  select s.rows from ops.sweep('silent_leases', at, null, at_most) s;
$$;
