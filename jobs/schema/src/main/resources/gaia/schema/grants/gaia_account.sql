-- People as they and admins see them, the permissions given to them, and what was refused or granted.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_account;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_account;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_account;
revoke all on schema auth, game, audit, ops, public from gaia_account;
revoke all on all tables in schema chat, usage, board from gaia_account;
revoke all on all sequences in schema chat, usage, board from gaia_account;
revoke all on all routines in schema chat, usage, board from gaia_account;
revoke all on schema chat, usage, board from gaia_account;

grant usage on schema auth, game, audit, public to gaia_account;
grant execute on function auth.require_active(uuid) to gaia_account;
grant execute on function auth.require_admin(uuid) to gaia_account;
grant select on auth.users to gaia_account;
grant insert (user_id, issuer, subject, email, full_name, display_name) on auth.users to gaia_account;
grant update (display_name, is_active, is_admin, preferred_voice, preferred_avatar) on auth.users to gaia_account;
grant select on auth.oauth_accounts to gaia_account;
grant select, insert, update (granted_by, expires_at) on auth.access_control to gaia_account;
grant update (granted_at, idempotency_key, request_hash) on auth.access_control to gaia_account;
grant select, insert on audit.security_events to gaia_account;
grant select (session_id, host_id, status) on public.campaign_sessions to gaia_account;
grant select (session_id, user_id, role, status, removed_at) on public.campaign_session_members to gaia_account;
grant select (campaign_id, owner_id, is_active) on game.campaigns to gaia_account;
grant select (campaign_id, user_id) on game.campaign_participants to gaia_account;
