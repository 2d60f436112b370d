-- Takes every month's totals with it.
drop table usage.usage_summaries;
