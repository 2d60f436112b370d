-- Alerts and the console read how each job's runs ended; a row without an end is a run that was killed or still goes on.
create table ops.job_runs (
  run_id uuid primary key,
  name text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  outcome text,
  dry_run boolean not null default false,
  numbers jsonb not null default '{}',
  error text,
  constraint job_runs_name_form check (name ~ '^[a-z][a-z-]{0,62}$'),
  constraint job_runs_outcome_known check (
    outcome in ('done', 'nothing', 'skipped', 'drift', 'unhealthy', 'refused', 'failed', 'busy', 'unreachable')
  ),
  constraint job_runs_outcome_when_finished check ((outcome is null) = (finished_at is null)),
  constraint job_runs_numbers_object check (jsonb_typeof(numbers) = 'object')
);

-- The console's pages of one job, and the names themselves.
create index runs_of_job on ops.job_runs (name, started_at desc);

-- When a job last did its work.
create index last_success_of_job on ops.job_runs (name, finished_at desc)
where outcome in ('done', 'nothing') and not dry_run;

-- What a job that takes its turn looks for.
create index unfinished_runs on ops.job_runs (name) where finished_at is null;

-- A job that never succeeded is as old as the ledger, so that an alert on the age fires for it too.
create view ops.job_ages as
with recursive names as (
  (select name from ops.job_runs order by name limit 1)
  union all
  select (select r.name from ops.job_runs r where r.name > n.name order by r.name limit 1)
  from names n
  where n.name is not null
)
select n.name, s.last_success_at, coalesce(s.last_success_at, l.begun_at) as counted_from
from names n
cross join (select min(started_at) as begun_at from ops.job_runs) l
left join lateral (
  select max(finished_at) as last_success_at
  from ops.job_runs
  where name = n.name and outcome in ('done', 'nothing') and not dry_run
) s on true
where n.name is not null;

-- A job may write its runs and nothing else of the ledger. It holds its lock here: what of it has not ended never will.
create function ops.begin_run(run_id uuid, name text, started_at timestamptz) returns void
language sql
security definer
set search_path = ''
as $$
  update ops.job_runs r
  set finished_at = begin_run.started_at, outcome = 'failed',
      error = 'killed: it never said how it ended, and run ' || begin_run.run_id || ' found it so'
  where r.name = begin_run.name and r.finished_at is null;
  insert into ops.job_runs (run_id, name, started_at)
  values (begin_run.run_id, begin_run.name, begin_run.started_at);
$$;

-- Answers with every job's age in seconds. A run that never began here (the first migrate) is written whole.
create function ops.end_run(
  run_id uuid, name text, started_at timestamptz, finished_at timestamptz, outcome text, dry_run boolean, numbers jsonb,
  error text
) returns table (job text, age bigint)
language sql
security definer
set search_path = ''
as $$
  insert into ops.job_runs as r (run_id, name, started_at, finished_at, outcome, dry_run, numbers, error)
  values (end_run.run_id, end_run.name, end_run.started_at, end_run.finished_at, end_run.outcome, end_run.dry_run,
    end_run.numbers, end_run.error)
  on conflict on constraint job_runs_pkey do update
  set finished_at = excluded.finished_at, outcome = excluded.outcome, numbers = excluded.numbers, error = excluded.error
  where r.finished_at is null;
  select a.name, greatest(0, extract(epoch from end_run.finished_at - a.counted_from))::bigint
  from ops.job_ages a
  order by a.name;
$$;
