-- Its members come after it, and set the count.
with seats as (
  select session_id, count(*) as taken
  from (select pg_temp.document(m.*) ->> 'session_id' as session_id from adopt_public.campaign_session_members m) members
  group by session_id
)
select line, r as source, null::text as refused, pg_temp.heeded(r) as heeded,
  coalesce(r ->> 'session_id', r ->> 'id') as session_id,
  pg_temp.id('campaign', r ->> 'campaign_id') as campaign_id,
  coalesce(r ->> 'name', r ->> 'title', r ->> 'session_id', r ->> 'id') as name,
  pg_temp.person(coalesce(r ->> 'host_id', r ->> 'owner_id', r ->> 'owner_user_id', r ->> 'user_id', r ->> 'created_by')) as host_id,
  case when pg_temp.ended(r, whole) then 'ended'
    else coalesce(lower(r ->> 'status'), pg_temp.otherwise(whole, 'active'::text)) end as status,
  coalesce(pg_temp.number(r ->> 'max_members'), pg_temp.number(r ->> 'max_participants'), pg_temp.otherwise(whole,
    least(1000, greatest(8, coalesce(seats.taken, 0) + 1))::integer)) as max_members,
  0 as member_count,
  coalesce(pg_temp.object(r -> 'metadata'), pg_temp.object(r -> 'settings'), '{}') as metadata,
  case when pg_temp.ended(r, whole) or not whole then coalesce(pg_temp.moment(r ->> 'ended_at'),
    pg_temp.otherwise(whole, coalesce(pg_temp.moment(r ->> 'updated_at'), now()))) end as ended_at,
  ''::bytea as request_hash,
  coalesce(pg_temp.moment(r ->> 'created_at'), now()) as created_at,
  coalesce(pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), now()) as updated_at
from old
left join seats on seats.session_id = coalesce(r ->> 'session_id', r ->> 'id')
