-- Its members come after it, and set the count.
select r as source, null::text as refused,
  coalesce(r ->> 'session_id', r ->> 'id') as session_id,
  pg_temp.id('campaign', r ->> 'campaign_id') as campaign_id,
  coalesce(r ->> 'name', r ->> 'title', r ->> 'session_id', r ->> 'id') as name,
  pg_temp.person(coalesce(r ->> 'host_id', r ->> 'owner_id', r ->> 'owner_user_id', r ->> 'user_id', r ->> 'created_by')) as host_id,
  case when coalesce(pg_temp.yes(r ->> 'is_active'), true) then coalesce(lower(r ->> 'status'), 'active') else 'ended' end as status,
  coalesce(pg_temp.number(r ->> 'max_members'), pg_temp.number(r ->> 'max_participants'),
    least(1000, greatest(8, (select count(*) from adopt_public.campaign_session_members m cross join lateral to_jsonb(m) j
      where j ->> 'session_id' = coalesce(r ->> 'session_id', r ->> 'id')) + 1)))::integer as max_members,
  0 as member_count,
  pg_temp.object(coalesce(r -> 'metadata', r -> 'settings')) as metadata,
  case when not coalesce(pg_temp.yes(r ->> 'is_active'), true) or lower(r ->> 'status') = 'ended' then
    coalesce(pg_temp.moment(r ->> 'ended_at'), pg_temp.moment(r ->> 'updated_at'), now()) end as ended_at,
  ''::bytea as request_hash,
  coalesce(pg_temp.moment(r ->> 'created_at'), now()) as created_at,
  coalesce(pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), now()) as updated_at
from adopt_public.campaign_sessions s
cross join lateral to_jsonb(s) r
