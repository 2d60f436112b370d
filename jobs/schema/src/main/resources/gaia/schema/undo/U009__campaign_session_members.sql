-- Takes every membership with it; the sessions' counts stay as they are.
drop table public.campaign_session_members;
