-- Invites, their uses and the members that come through them; of a session it changes nothing but the count.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_invite;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_invite;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_invite;
revoke all on schema auth, game, audit, ops, public from gaia_invite;
revoke all on all tables in schema chat, usage, board from gaia_invite;
revoke all on all sequences in schema chat, usage, board from gaia_invite;
revoke all on all routines in schema chat, usage, board from gaia_invite;
revoke all on schema chat, usage, board from gaia_invite;

grant usage on schema auth, audit, ops, public to gaia_invite;
grant execute on function ops.moved() to gaia_invite;
grant select, update (member_count) on public.campaign_sessions to gaia_invite;
grant select, insert, update on public.campaign_session_members to gaia_invite;
grant select, insert, update on public.campaign_session_invites to gaia_invite;
grant select, insert on public.campaign_session_invite_uses to gaia_invite;
grant execute on function auth.require_active(uuid) to gaia_invite;
grant select (user_id, display_name, is_active) on auth.users to gaia_invite;
grant insert (user_id, issuer, subject, email, full_name, display_name) on auth.users to gaia_invite;
grant select on auth.access_control to gaia_invite;
grant insert on audit.security_events to gaia_invite;
