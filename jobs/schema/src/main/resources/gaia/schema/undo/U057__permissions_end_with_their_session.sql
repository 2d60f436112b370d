-- Permissions outlive their session again.
drop trigger end_permissions on public.campaign_sessions;
drop function auth.end_permissions_of_sessions();
drop index auth.permissions_of_resource;
