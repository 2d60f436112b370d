-- Only reads: nothing is lost.
drop view public.active_service_tokens;
drop view public.user_token_summary;
