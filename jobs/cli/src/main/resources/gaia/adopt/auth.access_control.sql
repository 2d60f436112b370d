-- One whose end can't be read is not given for ever; of several ends the first counts.
select line, r as source,
  case when not pg_temp.holds(r) then 'the permission holds' when ends.unreadable then 'its end is a time' end as refused,
  pg_temp.heeded(r) || '{resource_id}'::text[] as heeded,
  pg_temp.id('access', coalesce(r ->> 'access_id', r ->> 'id', pg_temp.otherwise(whole, 'line ' || line))) as access_id,
  pg_temp.person(r ->> 'user_id') as user_id,
  lower(r ->> 'resource_type') as resource_type,
  pg_temp.resource(lower(r ->> 'resource_type'), r ->> 'resource_id') as resource_id,
  case lower(coalesce(r ->> 'permission', r ->> 'permission_type', r ->> 'access_level'))
    when 'view' then 'read' when 'write' then 'manage' when 'edit' then 'manage' when 'admin' then 'manage' when 'owner' then 'manage'
    else lower(coalesce(r ->> 'permission', r ->> 'permission_type', r ->> 'access_level')) end as permission,
  pg_temp.person(r ->> 'granted_by') as granted_by,
  coalesce(pg_temp.moment(r ->> 'granted_at'), pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), now()) as granted_at,
  ends.first as expires_at,
  coalesce(pg_temp.moment(r ->> 'created_at'), pg_temp.moment(r ->> 'granted_at'), now()) as created_at,
  coalesce(pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), pg_temp.moment(r ->> 'granted_at'), now()) as updated_at
from old
cross join lateral (
  select min(pg_temp.moment(o.value)) as first, bool_or(pg_temp.moment(o.value) is null) as unreadable
  from jsonb_each_text(r) o (name, value)
  where o.value <> '' and o.name ~ '^(expir(es|y|ation)|valid_(until|to))(_at|_on|_time|_date)?$'
) ends
