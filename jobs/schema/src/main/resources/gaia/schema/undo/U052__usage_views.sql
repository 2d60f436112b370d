-- Only reads: nothing is lost.
drop view public.active_avatar_sessions;
drop view public.user_quota_status;
