-- Each run asks since when there is a ledger: job_ages counts from then what never succeeded.
-- depends-on: 012
create index first_run on ops.job_runs (started_at);

-- As old as the ledger is every job of the schedule that it has never heard of.
create view ops.ledger_begin as
select min(started_at) as begun_at from ops.job_runs;
