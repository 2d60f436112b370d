-- Makes and unmakes admins, the first one too, and writes down that it did.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_admin;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_admin;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_admin;
revoke all on schema auth, game, audit, ops, public from gaia_admin;
revoke all on all tables in schema chat, usage, board from gaia_admin;
revoke all on all sequences in schema chat, usage, board from gaia_admin;
revoke all on all routines in schema chat, usage, board from gaia_admin;
revoke all on schema chat, usage, board from gaia_admin;

grant usage on schema auth, audit, ops to gaia_admin;
grant execute on function ops.begin_run(uuid, text, timestamptz) to gaia_admin;
grant execute on function ops.end_run(uuid, text, timestamptz, timestamptz, text, boolean, jsonb, text) to gaia_admin;
grant select (user_id, issuer, subject, email, display_name, is_active, is_admin, created_at),
  insert (user_id, issuer, subject, is_admin), update (is_admin) on auth.users to gaia_admin;
grant insert on audit.security_events to gaia_admin;
