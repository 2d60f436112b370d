-- Nothing is swept any more.
drop function ops.update_session_statistics();
drop function ops.settle_expired_leases(timestamptz, integer);
drop function ops.cleanup_token_refresh_logs(timestamptz, integer);
drop function ops.cleanup_old_usage_records(timestamptz, integer);
drop function ops.cleanup_expired_tokens(timestamptz, integer);
