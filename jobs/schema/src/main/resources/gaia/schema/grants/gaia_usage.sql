-- Leases and settles; quotas and summaries follow by trigger, so it can raise nobody's limit.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_usage;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_usage;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_usage;
revoke all on schema auth, game, audit, ops, public from gaia_usage;
revoke all on all tables in schema chat, usage, board from gaia_usage;
revoke all on all sequences in schema chat, usage, board from gaia_usage;
revoke all on all routines in schema chat, usage, board from gaia_usage;
revoke all on schema chat, usage, board from gaia_usage;

grant usage on schema auth, usage, audit to gaia_usage;
grant select, insert on usage.avatar_usage_records to gaia_usage;
grant update (avatar_session_id, status, leased_seconds, used_seconds, leased_until, last_seen_at, ended_at,
  words_spoken, message_count, estimated_cost, error_message, metadata) on usage.avatar_usage_records to gaia_usage;
grant select on usage.usage_quotas to gaia_usage;
grant select on usage.usage_summaries to gaia_usage;
grant execute on function auth.require_active(uuid) to gaia_usage;
grant select (user_id, display_name, is_active) on auth.users to gaia_usage;
grant insert (user_id, issuer, subject, email, full_name, display_name) on auth.users to gaia_usage;
grant insert on audit.security_events to gaia_usage;
