-- Retention by functions that decide themselves what is over: it deletes nothing by a right of its own.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_cleanup;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_cleanup;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_cleanup;
revoke all on schema auth, game, audit, ops, public from gaia_cleanup;
revoke all on all tables in schema chat, usage, board from gaia_cleanup;
revoke all on all sequences in schema chat, usage, board from gaia_cleanup;
revoke all on all routines in schema chat, usage, board from gaia_cleanup;
revoke all on schema chat, usage, board from gaia_cleanup;

grant usage on schema ops, audit to gaia_cleanup;
grant execute on function ops.begin_run(uuid, text, timestamptz) to gaia_cleanup;
grant execute on function ops.end_run(uuid, text, timestamptz, timestamptz, text, boolean, jsonb, text) to gaia_cleanup;
grant execute on function ops.cleanup_plan(timestamptz) to gaia_cleanup;
grant execute on function ops.due(text, timestamptz, text, integer) to gaia_cleanup;
grant execute on function ops.sweep(text, timestamptz, text, integer) to gaia_cleanup;
grant insert on audit.security_events to gaia_cleanup;
