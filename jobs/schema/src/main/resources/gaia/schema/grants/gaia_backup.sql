-- Reads all there is, since a backup without some of it is none, and writes down how its runs went.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_backup;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_backup;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_backup;
revoke all on schema auth, game, audit, ops, public from gaia_backup;
revoke all on all tables in schema chat, usage, board from gaia_backup;
revoke all on all sequences in schema chat, usage, board from gaia_backup;
revoke all on all routines in schema chat, usage, board from gaia_backup;
revoke all on schema chat, usage, board from gaia_backup;

grant usage on schema auth, game, audit, ops, public to gaia_backup;
grant select on all tables in schema auth, game, audit, ops, public to gaia_backup;
grant select on all sequences in schema auth, game, audit, ops, public to gaia_backup;
grant usage on schema chat, usage, board to gaia_backup;
grant select on all tables in schema chat, usage, board to gaia_backup;
grant select on all sequences in schema chat, usage, board to gaia_backup;
grant execute on function ops.begin_run(uuid, text, timestamptz) to gaia_backup;
grant execute on function ops.end_run(uuid, text, timestamptz, timestamptz, text, boolean, jsonb, text) to gaia_backup;
