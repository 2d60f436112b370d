-- A session's id is its client's choice: what was granted on one that is gone must not open the next of that name.
-- depends-on: 005, 007, 008
-- Also the pages of one resource's permissions, newest first.
create index permissions_of_resource
on auth.access_control (resource_type, resource_id, created_at desc, access_id desc);

create function auth.end_permissions_of_sessions() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  with ended as (
    delete from auth.access_control a
    using gone
    where a.resource_type = 'session' and a.resource_id = gone.session_id
    returning a.user_id, a.resource_id, a.permission
  )
  insert into audit.security_events (event_id, event_type, user_id, resource_type, resource_id, detail)
  select gen_random_uuid(), 'permission-ended', user_id, 'session', resource_id,
    jsonb_build_object('permission', permission, 'reason', 'the session is gone')
  from ended;
  return null;
end
$$;

create trigger end_permissions after delete on public.campaign_sessions
referencing old table as gone
for each statement execute function auth.end_permissions_of_sessions();
