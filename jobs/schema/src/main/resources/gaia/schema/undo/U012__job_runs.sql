-- Takes the record of every run with it.
drop function ops.end_run(uuid, text, timestamptz, timestamptz, text, boolean, jsonb, text);
drop function ops.begin_run(uuid, text, timestamptz);
drop view ops.job_ages;
drop table ops.job_runs;
