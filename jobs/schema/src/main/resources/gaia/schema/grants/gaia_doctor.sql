-- Looks at everything that an operator would, and reads of people only how many admins there are.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_doctor;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_doctor;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_doctor;
revoke all on schema auth, game, audit, ops, public from gaia_doctor;
revoke all on all tables in schema chat, usage, board from gaia_doctor;
revoke all on all sequences in schema chat, usage, board from gaia_doctor;
revoke all on all routines in schema chat, usage, board from gaia_doctor;
revoke all on schema chat, usage, board from gaia_doctor;

grant usage on schema auth, ops to gaia_doctor;
grant execute on function ops.begin_run(uuid, text, timestamptz) to gaia_doctor;
grant execute on function ops.end_run(uuid, text, timestamptz, timestamptz, text, boolean, jsonb, text) to gaia_doctor;
grant execute on function ops.connections() to gaia_doctor;
grant execute on function ops.sequences() to gaia_doctor;
grant select (is_admin, is_active) on auth.users to gaia_doctor;
grant select on ops.job_runs to gaia_doctor;
grant select on ops.job_ages to gaia_doctor;
grant select on ops.ledger_begin to gaia_doctor;
grant select on ops.flyway_history to gaia_doctor;
grant select (name, checksum, undo_checksum) on ops.migration_records to gaia_doctor;
