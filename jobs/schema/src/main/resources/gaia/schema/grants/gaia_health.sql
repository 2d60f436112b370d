-- Sees who is connected and at which schema the database stands.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_health;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_health;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_health;
revoke all on schema auth, game, audit, ops, public from gaia_health;
revoke all on all tables in schema chat, usage, board from gaia_health;
revoke all on all sequences in schema chat, usage, board from gaia_health;
revoke all on all routines in schema chat, usage, board from gaia_health;
revoke all on schema chat, usage, board from gaia_health;

grant usage on schema ops to gaia_health;
grant execute on function ops.connections() to gaia_health;
grant select on ops.database_schema_version to gaia_health;
