-- Sees who is connected, and ends a connection by the rules of the function that does it.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_prune;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_prune;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_prune;
revoke all on schema auth, game, audit, ops, public from gaia_prune;
revoke all on all tables in schema chat, usage, board from gaia_prune;
revoke all on all sequences in schema chat, usage, board from gaia_prune;
revoke all on all routines in schema chat, usage, board from gaia_prune;
revoke all on schema chat, usage, board from gaia_prune;

grant usage on schema ops to gaia_prune;
grant execute on function ops.begin_run(uuid, text, timestamptz) to gaia_prune;
grant execute on function ops.end_run(uuid, text, timestamptz, timestamptz, text, boolean, jsonb, text) to gaia_prune;
grant execute on function ops.connections() to gaia_prune;
grant execute on function ops.end_connection(integer, timestamptz, interval, boolean, boolean) to gaia_prune;
