-- Takes every record with it; quotas and summaries stay as they are.
drop table usage.avatar_usage_records;
