-- Compares what everybody may read of the catalogs, once it knows at which schema the database stands.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_drift;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_drift;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_drift;
revoke all on schema auth, game, audit, ops, public from gaia_drift;
revoke all on all tables in schema chat, usage, board from gaia_drift;
revoke all on all sequences in schema chat, usage, board from gaia_drift;
revoke all on all routines in schema chat, usage, board from gaia_drift;
revoke all on schema chat, usage, board from gaia_drift;

grant usage on schema ops to gaia_drift;
grant execute on function ops.begin_run(uuid, text, timestamptz) to gaia_drift;
grant execute on function ops.end_run(uuid, text, timestamptz, timestamptz, text, boolean, jsonb, text) to gaia_drift;
grant select on ops.flyway_history to gaia_drift;
