-- Retention: by functions that decide themselves what is too old, and by deleting what says of itself that it is over.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_cleanup;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_cleanup;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_cleanup;
revoke all on schema auth, game, audit, ops, public from gaia_cleanup;
revoke all on all tables in schema chat, usage, board from gaia_cleanup;
revoke all on all sequences in schema chat, usage, board from gaia_cleanup;
revoke all on all routines in schema chat, usage, board from gaia_cleanup;
revoke all on schema chat, usage, board from gaia_cleanup;

grant usage on schema game, ops, public to gaia_cleanup;
grant execute on function ops.make_chat_partitions(timestamptz, integer) to gaia_cleanup;
grant execute on function ops.old_chat_partitions(timestamptz) to gaia_cleanup;
grant execute on function ops.drop_chat_partitions(timestamptz) to gaia_cleanup;
grant execute on function ops.cleanup_expired_tokens(timestamptz, integer) to gaia_cleanup;
grant execute on function ops.cleanup_old_usage_records(timestamptz, integer) to gaia_cleanup;
grant execute on function ops.cleanup_token_refresh_logs(timestamptz, integer) to gaia_cleanup;
grant execute on function ops.settle_expired_leases(timestamptz, integer) to gaia_cleanup;
grant execute on function ops.update_session_statistics() to gaia_cleanup;
grant select on ops.retention to gaia_cleanup;
grant select (sid, expire), delete on public.app_sessions to gaia_cleanup;
grant select, delete on public.app_session_tombstones to gaia_cleanup;
grant select (user_id, idempotency_key, created_at), delete on game.chat_history_keys to gaia_cleanup;
