-- A second token of a service is refused again, and the flags stay as they are.
drop trigger follow_service_tokens on auth.service_tokens;
drop function auth.follow_service_tokens();
drop trigger revoke_older on auth.service_tokens;
drop function auth.revoke_older_service_token();
