-- Quotas and summaries stay as they are and follow nothing any more.
drop trigger account_avatar_usage on usage.avatar_usage_records;
drop function usage.account_avatar_usage();
