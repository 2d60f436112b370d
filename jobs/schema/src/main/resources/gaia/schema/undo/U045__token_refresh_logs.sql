-- Takes the whole log of refreshes with it.
drop table auth.token_refresh_logs;
