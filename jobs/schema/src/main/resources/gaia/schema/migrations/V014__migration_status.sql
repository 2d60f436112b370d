-- The questions that operators ask of the migrations, in public, where a shell finds them without a search path.
-- depends-on: 013
create view public.migration_history as
select version, filename, description, checksum, applied_at, applied_by, execution_time_ms, rollback_sql,
       case when success then 'applied' else 'failed' end as status
from ops.schema_migrations;

create view public.schema_status as
select (select version from ops.database_schema_version) as current_version,
       count(*) filter (where success) as migrations_applied,
       count(*) filter (where not success) as migrations_failed,
       count(*) filter (where registered_by_hand) as migrations_registered,
       max(applied_at) as last_applied_at,
       coalesce(sum(execution_time_ms), 0) as total_execution_time_ms
from ops.schema_migrations;

create view public.migration_dependency_tree as
with recursive tree as (
  select m.version, null::text as depends_on, 0 as depth, array[m.version] as path
  from ops.schema_migrations m
  where not exists (select from ops.migration_dependencies d where d.migration_version = m.version)
  union all
  select d.migration_version, d.depends_on_version, t.depth + 1, t.path || d.migration_version
  from tree t
  join ops.migration_dependencies d on d.depends_on_version = t.version
)
select version, depends_on, depth, array_to_string(path, ' -> ') as path
from tree
order by path;

create function public.migration_exists(name text) returns boolean
language sql
stable
as $$
  select exists (select from ops.schema_migrations m where m.version = migration_exists.name);
$$;

-- One row for any name: absent is an answer too.
create function public.get_migration_status(name text)
returns table (version text, status text, applied_at timestamptz, applied_by text, execution_time_ms integer)
language sql
stable
as $$
  select get_migration_status.name,
         case when m.version is null then 'absent' when m.success then 'applied' else 'failed' end,
         m.applied_at, m.applied_by, m.execution_time_ms
  from (select) as asked
  left join ops.schema_migrations m on m.version = get_migration_status.name;
$$;

-- Remembers what was done outside of gaia; true when it is new. The schema's version stays Flyway's to say.
create function public.register_migration(
  name text, filename text, description text, checksum text, execution_time_ms integer, rollback_sql text default null
) returns boolean
language plpgsql
as $$
begin
  insert into ops.migration_records as r
    (name, script, description, checksum, undo_sql, registered_at, registered_by, took_ms)
  values (register_migration.name, register_migration.filename, register_migration.description,
    register_migration.checksum, register_migration.rollback_sql, now(), session_user,
    register_migration.execution_time_ms)
  on conflict on constraint migration_records_pkey do nothing;
  if found then
    return true;
  end if;
  if exists (
    select from ops.migration_records r
    where r.name = register_migration.name and r.checksum <> register_migration.checksum
  ) then
    raise exception 'migration % is recorded with another checksum', register_migration.name
      using errcode = 'unique_violation', hint = 'give what changed a migration of its own';
  end if;
  return false;
end
$$;
