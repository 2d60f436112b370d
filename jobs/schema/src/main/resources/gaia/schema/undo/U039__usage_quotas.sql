-- Takes every quota with it, and what people have used of it.
drop table usage.usage_quotas;
