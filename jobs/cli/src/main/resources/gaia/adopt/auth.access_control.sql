select r as source, null::text as refused,
  coalesce(pg_temp.id('access', coalesce(r ->> 'access_id', r ->> 'id')), gen_random_uuid()) as access_id,
  pg_temp.person(r ->> 'user_id') as user_id,
  lower(r ->> 'resource_type') as resource_type,
  pg_temp.resource(lower(r ->> 'resource_type'), r ->> 'resource_id') as resource_id,
  case lower(coalesce(r ->> 'permission', r ->> 'permission_type', r ->> 'access_level'))
    when 'view' then 'read' when 'write' then 'manage' when 'edit' then 'manage' when 'admin' then 'manage' when 'owner' then 'manage'
    else lower(coalesce(r ->> 'permission', r ->> 'permission_type', r ->> 'access_level')) end as permission,
  pg_temp.person(r ->> 'granted_by') as granted_by,
  coalesce(pg_temp.moment(r ->> 'granted_at'), pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), now()) as granted_at,
  pg_temp.moment(r ->> 'expires_at') as expires_at,
  coalesce(pg_temp.moment(r ->> 'created_at'), pg_temp.moment(r ->> 'granted_at'), now()) as created_at,
  coalesce(pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), pg_temp.moment(r ->> 'granted_at'), now()) as updated_at
from adopt_auth.access_control s
cross join lateral to_jsonb(s) r
