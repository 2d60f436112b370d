-- Sees who is connected, and of tables and indexes what everybody may: names and sizes, no row.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_stats;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_stats;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_stats;
revoke all on schema auth, game, audit, ops, public from gaia_stats;
revoke all on all tables in schema chat, usage, board from gaia_stats;
revoke all on all sequences in schema chat, usage, board from gaia_stats;
revoke all on all routines in schema chat, usage, board from gaia_stats;
revoke all on schema chat, usage, board from gaia_stats;

grant usage on schema ops to gaia_stats;
grant execute on function ops.connections() to gaia_stats;
