-- One truth about migrations: Flyway's history says what was applied and when, this table what it has no column for.
create table ops.migration_records (
  name text primary key,
  script text not null,
  description text not null,
  checksum text not null,
  undo_sql text,
  undo_checksum text,
  depends_on text[] not null default '{}',
  registered_at timestamptz,
  registered_by text,
  took_ms integer,
  constraint migration_records_name_form check (name ~ '^[0-9]+_[a-z0-9_]+$'),
  constraint migration_records_took_ms_positive check (took_ms >= 0),
  constraint migration_records_registered_whole check (num_nulls(registered_at, registered_by, took_ms) in (0, 3))
);

comment on column ops.migration_records.undo_sql is 'Shown, never executed: gaia rollback runs the script that it bundles.';
comment on column ops.migration_records.registered_at is 'Only of what register_migration was told; null where Flyway knows.';

create view ops.schema_migrations as
with applied as (
  select version || '_' || replace(description, ' ', '_') as name, installed_rank, description, script,
         installed_on at time zone 'UTC' as applied_at, installed_by as applied_by, execution_time, success
  from ops.flyway_history
  where version is not null
)
select name as version,
       coalesce(r.script, a.script) as filename,
       coalesce(r.description, a.description) as description,
       r.checksum,
       coalesce(a.applied_at, r.registered_at) as applied_at,
       coalesce(a.applied_by, r.registered_by) as applied_by,
       coalesce(a.execution_time, r.took_ms) as execution_time_ms,
       r.undo_sql as rollback_sql,
       coalesce(a.success, true) as success,
       a.installed_rank is null as registered_by_hand
from applied a
full join ops.migration_records r using (name)
where a.installed_rank is not null or r.registered_at is not null;

create view ops.migration_dependencies as
select r.name as migration_version, d.name as depends_on_version
from ops.migration_records r
cross join unnest(r.depends_on) as wanted (version)
join ops.migration_records d on split_part(d.name, '_', 1)::integer = wanted.version::integer and d.registered_at is null;

create view ops.database_schema_version as
select split_part(version, '_', 1) as version, version as migration, applied_at as updated_at
from ops.schema_migrations
where success and not registered_by_hand
order by split_part(version, '_', 1)::integer desc
limit 1;
