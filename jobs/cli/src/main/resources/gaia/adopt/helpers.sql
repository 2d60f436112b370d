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
create function pg_temp.object(old jsonb) returns jsonb immutable language sql as $$
  select case
    when jsonb_typeof(old) = 'object' then old
    when jsonb_typeof(old) = 'string' and pg_input_is_valid(old #>> '{}', 'jsonb')
      and jsonb_typeof((old #>> '{}')::jsonb) = 'object' then (old #>> '{}')::jsonb
    else '{}' end
$$;
