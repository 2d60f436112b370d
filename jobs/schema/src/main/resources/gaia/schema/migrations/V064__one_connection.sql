-- Prune judges each connection by itself: it listed all of them anew for every one, which took seconds where there are 500.
-- depends-on: 055
-- The one of a number, or all without one. The two functions below read it, so what is listed and what is ended are judged
-- alike; it is a definer's only through them, and so planned with them, once and not for each connection.
create function ops.connections_of(of_pid integer)
returns table (
  pid integer, started timestamptz, database text, login text, application text, address inet, tls boolean, state text,
  since timestamptz, transaction_since timestamptz, did text, ours boolean, protected text
)
language sql
stable
as $$
  with holder as materialized (
    select distinct k.pid, k.database from pg_catalog.pg_locks k where k.locktype = 'advisory' and k.granted
  )
  select a.pid, a.backend_start, d.datname::text, r.rolname::text, a.application_name, a.client_addr,
    coalesce(a.ssl, false), a.state, a.state_change, a.xact_start,
    -- No further than to the first literal or comment: what was written there is nobody's business.
    left(ltrim(substring(regexp_replace(a.query, '\s+', ' ', 'g') from '^(?:(?!''|\$[A-Za-z_]*\$|--|/\*).)*')), 200)
      || case when a.query ~ '''|\$[A-Za-z_]*\$|--|/\*' then '…' else '' end,
    o.ours,
    case
      when a.pid = pg_catalog.pg_backend_pid() then 'this is prune itself'
      when a.backend_type = 'walsender' then 'replication'
      when r.rolsuper then 'superuser'
      when r.rolreplication then 'a login for replication'
      when l.pid is not null then 'advisory lock'
      when w.usesysid is not null then 'its job is at work'
    end
  from pg_catalog.pg_stat_get_activity(of_pid) a
  join pg_catalog.pg_roles r on r.oid = a.usesysid
  left join pg_catalog.pg_database d on d.oid = a.datid
  cross join lateral (
    select r.rolname ~ '^gaia_' or exists (
      select from pg_catalog.pg_auth_members m
      join pg_catalog.pg_roles g on g.oid = m.roleid
      where m.member = r.oid and m.inherit_option and g.rolname ~ '^gaia_[a-z]+$'
    ) as ours
  ) o
  left join (select distinct k.pid from holder k) l on l.pid = a.pid
  -- A job holds its lock by another connection than the one that it works on.
  left join (
    select distinct h.usesysid, h.application_name, h.client_addr
    from holder k
    join pg_catalog.pg_database p on p.oid = k.database and p.datname = 'postgres'
    cross join lateral pg_catalog.pg_stat_get_activity(k.pid) h
    where h.application_name like 'gaia-%'
  ) w on w.usesysid = a.usesysid and w.application_name = a.application_name
    and w.client_addr is not distinct from a.client_addr
  where a.backend_type in ('client backend', 'walsender');
$$;

create or replace function ops.connections()
returns table (
  pid integer, started timestamptz, database text, login text, application text, address inet, tls boolean, state text,
  since timestamptz, transaction_since timestamptz, did text, ours boolean, protected text
)
language sql
stable
security definer
set search_path = ''
as $$
  select * from ops.connections_of(null);
$$;

-- Answers 'ended', 'gone', or why it was spared. What it judges is as it stands at this moment, not when it was listed:
-- a number that another connection has by now ends nothing.
create or replace function ops.end_connection(
  pid integer, started timestamptz, older_than interval, any_role boolean default false,
  any_database boolean default false
) returns text
language plpgsql
security definer
set search_path = ''
as $$
declare
  c record;
begin
  -- What this transaction saw before may be over.
  perform pg_catalog.pg_stat_clear_snapshot();
  select * into c from ops.connections_of(end_connection.pid) o
  where o.pid = end_connection.pid and o.started = end_connection.started;
  return case
    when c.pid is null then 'gone'
    when c.protected is not null then c.protected
    when not c.ours and not any_role then 'not one of our roles'
    when c.database <> pg_catalog.current_database() and not any_database then 'another database'
    when c.state not in ('idle', 'idle in transaction', 'idle in transaction (aborted)')
      or c.since > pg_catalog.clock_timestamp() - older_than then 'at work again'
    when pg_catalog.pg_terminate_backend(c.pid) then 'ended'
    else 'gone'
  end;
end
$$;
