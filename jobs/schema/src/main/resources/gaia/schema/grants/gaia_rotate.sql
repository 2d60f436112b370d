-- Becomes the logins that it gives passwords to (bootstrap.sql); by its own right it only writes down its runs.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_rotate;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_rotate;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_rotate;
revoke all on schema auth, game, audit, ops, public from gaia_rotate;
revoke all on all tables in schema chat, usage, board from gaia_rotate;
revoke all on all sequences in schema chat, usage, board from gaia_rotate;
revoke all on all routines in schema chat, usage, board from gaia_rotate;
revoke all on schema chat, usage, board from gaia_rotate;

grant usage on schema ops to gaia_rotate;
grant execute on function ops.begin_run(uuid, text, timestamptz) to gaia_rotate;
grant execute on function ops.end_run(uuid, text, timestamptz, timestamptz, text, boolean, jsonb, text) to gaia_rotate;
