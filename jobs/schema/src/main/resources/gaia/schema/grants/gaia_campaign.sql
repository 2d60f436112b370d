-- Campaigns, who takes part and what they say; of people and permissions only what its statements read.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_campaign;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_campaign;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_campaign;
revoke all on schema auth, game, audit, ops, public from gaia_campaign;
revoke all on all tables in schema chat, usage, board from gaia_campaign;
revoke all on all sequences in schema chat, usage, board from gaia_campaign;
revoke all on all routines in schema chat, usage, board from gaia_campaign;
revoke all on schema chat, usage, board from gaia_campaign;

grant usage on schema auth, game, audit, ops to gaia_campaign;
grant execute on function ops.moved() to gaia_campaign;
grant select, insert, update (name, settings, is_active) on game.campaigns to gaia_campaign;
grant select, insert, update (role), delete on game.campaign_participants to gaia_campaign;
grant select, insert on game.chat_history to gaia_campaign;
grant select, insert on game.chat_history_keys to gaia_campaign;
grant select on auth.access_control to gaia_campaign;
grant execute on function auth.require_active(uuid) to gaia_campaign;
grant select (user_id, display_name, is_active) on auth.users to gaia_campaign;
grant insert (user_id, issuer, subject, email, full_name, display_name) on auth.users to gaia_campaign;
grant insert on audit.security_events to gaia_campaign;
