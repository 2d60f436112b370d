-- How far each sequence has counted is seen by who may use it alone: doctor gets these numbers, and no sequence.
-- depends-on: 001
create function ops.sequences()
returns table (name text, used double precision, left_over bigint)
language sql
stable
security definer
set search_path = ''
as $$
  select pg_catalog.format('%I.%I', s.schemaname, s.sequencename),
    case
      when s.last_value is null then 0
      when s.increment_by > 0 then (s.last_value::float8 - s.min_value) / nullif(s.max_value::float8 - s.min_value, 0)
      else (s.max_value::float8 - s.last_value) / nullif(s.max_value::float8 - s.min_value, 0)
    end,
    case
      when s.increment_by > 0 then (s.max_value - coalesce(s.last_value, s.min_value)) / s.increment_by
      else (coalesce(s.last_value, s.max_value) - s.min_value) / -s.increment_by
    end
  from pg_catalog.pg_sequences s
  -- One that begins again is never at its end.
  where not s.cycle;
$$;
