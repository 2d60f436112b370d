-- Sessions and their members; of people, campaigns and permissions only what its statements read.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_session;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_session;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_session;
revoke all on schema auth, game, audit, ops, public from gaia_session;
revoke all on all tables in schema chat, usage, board from gaia_session;
revoke all on all sequences in schema chat, usage, board from gaia_session;
revoke all on all routines in schema chat, usage, board from gaia_session;
revoke all on schema chat, usage, board from gaia_session;

grant usage on schema auth, game, audit, ops, public to gaia_session;
grant execute on function ops.moved() to gaia_session;
grant select, insert, update on public.campaign_sessions to gaia_session;
grant select, insert, update on public.campaign_session_members to gaia_session;
grant select (campaign_id, owner_id) on game.campaigns to gaia_session;
grant select on auth.access_control to gaia_session;
grant execute on function auth.require_active(uuid) to gaia_session;
grant select (user_id, display_name, is_active) on auth.users to gaia_session;
grant insert (user_id, issuer, subject, email, full_name, display_name) on auth.users to gaia_session;
grant insert on audit.security_events to gaia_session;
