-- Old values as ours, or null where they cannot be read so: what is missing then is counted, and ends nothing half-way.
create function pg_temp.id(kind text, old text) returns uuid immutable language sql as $$
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

create temporary table issuers (place integer, provider text, issuer text) on commit drop;
-- Who had which id, and has which one now.
create temporary table people (kept uuid primary key, id uuid not null, issuer text, subject text, called text)
on commit drop;
create function pg_temp.person(old text) returns uuid stable language sql as $$
  select coalesce((select p.id from people p where p.kept = pg_temp.id('user', old)), pg_temp.id('user', old))
$$;
-- What another row remembers by value: people and campaigns have other ids here.
create function pg_temp.resource(kind text, old text) returns text stable language sql as $$
  select case when kind in ('user', 'users', 'account') then pg_temp.person(old)::text
    when kind in ('campaign', 'campaigns') then pg_temp.id('campaign', old)::text
    else old end
$$;
-- A document names people by their ids too, as texts or as keys.
create function pg_temp.rekeyed(old jsonb) returns jsonb stable language plpgsql as $$
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
      and jsonb_typeof((old #>> '{}')::jsonb) = 'object' then (old #>> '{}')::jsonb
    else '{}' end)
$$;
