-- The session store, for its function and for an application's connect-pg-simple; tombstones are not its to lift.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_store;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_store;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_store;
revoke all on schema auth, game, audit, ops, public from gaia_store;
revoke all on all tables in schema chat, usage, board from gaia_store;
revoke all on all sequences in schema chat, usage, board from gaia_store;
revoke all on all routines in schema chat, usage, board from gaia_store;
revoke all on schema chat, usage, board from gaia_store;

grant usage on schema audit, ops, public to gaia_store;
grant select, insert, update, delete on public.app_sessions to gaia_store;
grant execute on function ops.destroy_app_session(varchar) to gaia_store;
grant insert on audit.security_events to gaia_store;
