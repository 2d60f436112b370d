-- Old values as ours, or null where they cannot be read so: what is missing then is counted, and ends nothing half-way.
-- Strict where nothing comes of nothing, as it mostly does where one value alone is looked at.
create function pg_temp.id(kind text, old text) returns uuid immutable strict language sql as $$
  select case when pg_input_is_valid(old, 'uuid') then old::uuid
    -- Numbers and names become ids of their own, the same wherever they are referred to.
    else md5(kind || ':' || old)::uuid end
$$;
create function pg_temp.moment(old text) returns timestamptz stable language sql as $$
  select case when pg_input_is_valid(old, 'timestamptz') then old::timestamptz end
$$;
create function pg_temp.yes(old text) returns boolean immutable language sql as $$
  select case when pg_input_is_valid(old, 'boolean') then old::boolean end
$$;
create function pg_temp.number(old text) returns integer immutable language sql as $$
  select case when pg_input_is_valid(old, 'integer') then old::integer end
$$;
-- A row as a document. What json holds and jsonb can't, stands there as its text, which nothing of ours is read from.
create function pg_temp.document(old anyelement) returns jsonb stable language plpgsql as $$
declare
  made jsonb := '{}';
  field text;
  value jsonb;
begin
  return to_jsonb(old);
exception when data_exception or program_limit_exceeded then
  for field in
    select a.attname from pg_type t join pg_attribute a on a.attrelid = t.typrelid
    where t.oid = pg_typeof(old) and a.attnum > 0 and not a.attisdropped
  loop
    begin
      execute format('select to_jsonb(($1).%I)', field) into value using old;
    exception when data_exception or program_limit_exceeded then
      execute format('select to_jsonb(($1).%I::text)', field) into value using old;
    end;
    made := made || jsonb_build_object(field, value);
  end loop;
  return made;
end
$$;

create temporary table issuers (place integer, provider text, issuer text) on commit drop;
-- Who had which id, and has which one now.
create temporary table people (kept uuid primary key, id uuid not null, issuer text, subject text, called text)
on commit drop;
create function pg_temp.person(old text) returns uuid stable strict language sql as $$
  select coalesce((select p.id from people p where p.kept = pg_temp.id('user', old)), pg_temp.id('user', old))
$$;
-- What another row remembers by value: people and campaigns have other ids here.
create function pg_temp.resource(kind text, old text) returns text stable language sql as $$
  select case when kind in ('user', 'users', 'account') then pg_temp.person(old)::text
    when kind in ('campaign', 'campaigns') then pg_temp.id('campaign', old)::text
    else old end
$$;
-- A document names people by their ids too, as texts or as keys.
create function pg_temp.rekeyed(old jsonb) returns jsonb stable strict language plpgsql as $$
declare
  written text := old::text;
  person record;
begin
  for person in
    select distinct m.word[1] as was, p.id
    from regexp_matches(written, '"([0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"', 'g') m (word)
    join people p on p.kept = m.word[1]::uuid and p.id <> p.kept
  loop
    written := replace(written, '"' || person.was || '"', '"' || person.id || '"');
  end loop;
  return written::jsonb;
end
$$;
create function pg_temp.object(old jsonb) returns jsonb stable language sql as $$
  select pg_temp.rekeyed(case
    when jsonb_typeof(old) = 'object' then old
    when jsonb_typeof(old) = 'string' and pg_input_is_valid(old #>> '{}', 'jsonb')
      and jsonb_typeof((old #>> '{}')::jsonb) = 'object' then (old #>> '{}')::jsonb end)
$$;
-- A default stands in a whole row only: of one column alone we want to see what it gives by itself.
create function pg_temp.otherwise(whole boolean, value anyelement) returns anyelement immutable language sql as $$
  select case when whole then value end
$$;
-- By each column that tells it, whether what the row gave has ended; null where its word is none that we know.
-- What can't be read as a yes gives nobody a right. A moment says when it ended, so by itself it does not tell that.
create function pg_temp.standing(r jsonb, whole boolean) returns table (name text, ended boolean) stable language sql as $$
  select o.name, case
    when o.name ~ 'active$|enabled$' then pg_temp.yes(o.value) is not true
    when o.name not in ('status', 'state') then pg_temp.yes(o.value) is distinct from false
    when lower(o.value) in ('active', 'accepted', 'approved', 'enabled', 'granted', 'joined', 'open', 'running') then false
    when lower(o.value) in ('inactive', 'left', 'removed', 'kicked', 'banned', 'ended', 'revoked', 'deleted', 'disabled',
      'deactivated', 'suspended', 'blocked', 'locked', 'archived', 'closed', 'completed', 'finished', 'canceled', 'cancelled',
      'withdrawn', 'declined', 'rejected', 'expired') then true end
  from jsonb_each_text(r) o (name, value)
  where o.value <> '' and (whole or o.name !~ '_(at|on|by|time|date)$')
    and o.name ~ ('^(status|state|(is_)?(active|enabled)|(is_|was_)?(left|removed|kicked|banned|ended|revoked|deleted|disabled|'
      || 'deactivated|suspended|blocked|locked|archived|closed|completed|finished|cancell?ed|withdrawn|declined|rejected|'
      || 'expired)(_(at|on|by|time|date))?)$')
$$;
create function pg_temp.ended(r jsonb, whole boolean) returns boolean stable language sql as $$
  select exists (select from pg_temp.standing(r, whole) s where s.ended)
$$;
create function pg_temp.holds(r jsonb) returns boolean stable language sql as $$
  select not exists (select from pg_temp.standing(r, true) s where s.ended is not false)
$$;
-- Columns that said no more than whether the row holds: ours says the same, so they are not lost.
create function pg_temp.heeded(r jsonb) returns text[] stable language sql as $$
  with s as materialized (select * from pg_temp.standing(r, true))
  select array(
    select s.name from s
    where s.ended = (select coalesce(bool_or(e.ended), false) from s e)
      and (not s.ended or pg_temp.yes(r ->> s.name) is not null))
$$
