-- The vault of service tokens, and the hashes of tokens that were sent to people; a person's flags follow by trigger.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_token;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_token;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_token;
revoke all on schema auth, game, audit, ops, public from gaia_token;
revoke all on all tables in schema chat, usage, board from gaia_token;
revoke all on all sequences in schema chat, usage, board from gaia_token;
revoke all on all routines in schema chat, usage, board from gaia_token;
revoke all on schema chat, usage, board from gaia_token;

grant usage on schema auth, audit to gaia_token;
grant select, insert on auth.service_tokens to gaia_token;
grant update (access_token_encrypted, refresh_token_encrypted, scope, expires_at, provider_account_id, provider_email,
  revoked_at, revoked_reason, last_used_at, use_count, metadata) on auth.service_tokens to gaia_token;
grant select, insert on auth.token_refresh_logs to gaia_token;
grant select, insert, update (used_at, revoked_at) on auth.user_tokens to gaia_token;
grant execute on function auth.require_active(uuid) to gaia_token;
grant select (user_id, display_name, is_active, has_google_oauth, has_microsoft_oauth) on auth.users to gaia_token;
grant insert (user_id, issuer, subject, email, full_name, display_name) on auth.users to gaia_token;
grant insert on audit.security_events to gaia_token;
