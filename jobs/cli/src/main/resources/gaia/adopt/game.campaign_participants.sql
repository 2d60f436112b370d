select line, r as source, case when not pg_temp.holds(r) then 'the participation holds' end as refused,
  pg_temp.heeded(r) as heeded,
  pg_temp.id('campaign', r ->> 'campaign_id') as campaign_id,
  pg_temp.person(r ->> 'user_id') as user_id,
  case lower(r ->> 'role')
    when 'gm' then 'game_master' when 'dm' then 'game_master' when 'owner' then 'game_master' when 'host' then 'game_master'
    when 'member' then 'player' when 'participant' then 'player'
    when 'spectator' then 'observer' when 'viewer' then 'observer'
    else coalesce(lower(r ->> 'role'), pg_temp.otherwise(whole, 'player'::text)) end as role,
  pg_temp.person(coalesce(r ->> 'added_by', r ->> 'invited_by')) as added_by,
  coalesce(pg_temp.moment(r ->> 'created_at'), pg_temp.moment(r ->> 'joined_at'), now()) as created_at,
  coalesce(pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), pg_temp.moment(r ->> 'joined_at'), now()) as updated_at
from old
