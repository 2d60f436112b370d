select line, r as source,
  case when char_length(coalesce(r ->> 'event_type', r ->> 'type', r ->> 'action')) > 255 then 'event_type of 255 characters at most' end as refused,
  '{resource_id}'::text[] as heeded,
  pg_temp.id('event', coalesce(r ->> 'event_id', r ->> 'id', pg_temp.otherwise(whole, 'line ' || line))) as event_id,
  coalesce(r ->> 'event_type', r ->> 'type', r ->> 'action') as event_type,
  pg_temp.person(r ->> 'user_id') as user_id,
  r ->> 'resource_type' as resource_type,
  pg_temp.resource(lower(r ->> 'resource_type'), r ->> 'resource_id') as resource_id,
  case when pg_input_is_valid(r ->> 'request_id', 'uuid') then (r ->> 'request_id')::uuid end as request_id,
  coalesce(pg_temp.object(r -> 'detail'), pg_temp.object(r -> 'details'), pg_temp.object(r -> 'event_data'),
      pg_temp.object(r -> 'metadata'), '{}')
    || jsonb_strip_nulls(jsonb_build_object('ip_address', r -> 'ip_address', 'user_agent', r -> 'user_agent',
      'success', r -> 'success', 'severity', r -> 'severity')) as detail,
  coalesce(pg_temp.moment(r ->> 'created_at'), pg_temp.moment(r ->> 'timestamp'), pg_temp.moment(r ->> 'occurred_at'), now()) as created_at
from old
