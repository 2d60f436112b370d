select line, r as source, null::text as refused, pg_temp.heeded(r) as heeded,
  pg_temp.id('campaign', coalesce(r ->> 'campaign_id', r ->> 'id')) as campaign_id,
  pg_temp.person(coalesce(r ->> 'owner_id', r ->> 'user_id', r ->> 'created_by')) as owner_id,
  coalesce(r ->> 'name', r ->> 'title') as name,
  coalesce(pg_temp.object(r -> 'settings'), pg_temp.object(r -> 'metadata'), '{}') as settings,
  case when whole then not pg_temp.ended(r, whole) else pg_temp.yes(r ->> 'is_active') end as is_active,
  coalesce(pg_temp.moment(r ->> 'created_at'), now()) as created_at,
  coalesce(pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), now()) as updated_at
from old
