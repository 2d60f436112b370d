-- A canary sees when jobs succeeded, and writes down how its run went.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_keepalive;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_keepalive;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_keepalive;
revoke all on schema auth, game, audit, ops, public from gaia_keepalive;
revoke all on all tables in schema chat, usage, board from gaia_keepalive;
revoke all on all sequences in schema chat, usage, board from gaia_keepalive;
revoke all on all routines in schema chat, usage, board from gaia_keepalive;
revoke all on schema chat, usage, board from gaia_keepalive;

grant usage on schema ops to gaia_keepalive;
grant execute on function ops.end_run(uuid, text, timestamptz, timestamptz, text, boolean, jsonb, text)
  to gaia_keepalive;
grant select on ops.ledger_begin to gaia_keepalive;
