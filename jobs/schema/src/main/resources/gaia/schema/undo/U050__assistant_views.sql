-- Only reads: nothing is lost.
drop view public.session_activity_summary;
drop view public.active_user_sessions;
