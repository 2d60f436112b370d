select r as source, null::text as refused,
  pg_temp.id('campaign', coalesce(r ->> 'campaign_id', r ->> 'id')) as campaign_id,
  pg_temp.person(coalesce(r ->> 'owner_id', r ->> 'user_id', r ->> 'created_by')) as owner_id,
  coalesce(r ->> 'name', r ->> 'title') as name,
  pg_temp.object(coalesce(r -> 'settings', r -> 'metadata')) as settings,
  coalesce(pg_temp.yes(r ->> 'is_active'), true) as is_active,
  coalesce(pg_temp.moment(r ->> 'created_at'), now()) as created_at,
  coalesce(pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), now()) as updated_at
from adopt_game.campaigns s
cross join lateral to_jsonb(s) r
