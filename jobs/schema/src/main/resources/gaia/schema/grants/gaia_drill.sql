-- Restores on another server; here it only writes down how its runs went.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_drill;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_drill;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_drill;
revoke all on schema auth, game, audit, ops, public from gaia_drill;
revoke all on all tables in schema chat, usage, board from gaia_drill;
revoke all on all sequences in schema chat, usage, board from gaia_drill;
revoke all on all routines in schema chat, usage, board from gaia_drill;
revoke all on schema chat, usage, board from gaia_drill;

grant usage on schema ops to gaia_drill;
grant execute on function ops.begin_run(uuid, text, timestamptz) to gaia_drill;
grant execute on function ops.end_run(uuid, text, timestamptz, timestamptz, text, boolean, jsonb, text) to gaia_drill;
