-- Takes every session with it.
drop table public.campaign_sessions;
