-- The host is a member too; who came when the session was full already is one too many.
with people as (
  select line, whole, r as source, pg_temp.heeded(r) as heeded,
    r ->> 'session_id' as session_id, pg_temp.person(r ->> 'user_id') as user_id,
    case when not pg_temp.ended(r, whole) then coalesce(
        case when lower(r ->> 'status') in ('accepted', 'approved', 'enabled', 'granted', 'joined', 'open', 'running') then 'active' end,
        lower(r ->> 'status'), pg_temp.otherwise(whole, 'active'::text))
      -- Whoever did not leave by themselves was shut out, and comes back by a newer invite only.
      when pg_temp.ended(
        r - '{left_at,left,is_left,is_active,active}'::text[]
          - case when lower(r ->> 'status') in ('left', 'inactive') then 'status' else '' end, whole) then 'removed'
      else 'left' end as status,
    coalesce(pg_temp.moment(r ->> 'joined_at'), pg_temp.moment(r ->> 'created_at'), now()) as joined_at,
    pg_temp.moment(r ->> 'left_at') as left_at,
    coalesce(pg_temp.moment(r ->> 'removed_at'), pg_temp.moment(r ->> 'kicked_at'), pg_temp.moment(r ->> 'banned_at')) as removed_at,
    pg_temp.person(r ->> 'invited_by') as invited_by
  from old
), hosts as (
  select null::bigint as line, true as whole, null::jsonb as source, null::text[] as heeded, c.session_id::text,
    c.host_id as user_id, 'active' as status, c.created_at as joined_at, null::timestamptz as left_at,
    null::timestamptz as removed_at, null::uuid as invited_by
  from public.campaign_sessions c
  where not exists (select from people p where p.session_id = c.session_id and p.user_id = c.host_id)
), judged as (
  select p.line, p.whole, p.source, p.session_id, p.user_id, p.joined_at, p.invited_by, c.max_members, host.stays,
    case when host.stays then 'host' else 'member' end as role,
    -- Nobody hosts what they are not in: whoever the session is of did not leave it, whatever else was noted.
    case when host.stays then 'active' else p.status end as status,
    case when not host.stays then p.left_at end as left_at,
    case when not host.stays then p.removed_at end as removed_at,
    case when not host.stays or p.status = 'active' then p.heeded end as heeded
  from (select * from people union all select * from hosts) p
  left join public.campaign_sessions c on c.session_id = p.session_id
  cross join lateral (select c.host_id is not distinct from p.user_id and c.host_id is not null as stays) host
), ranked as (
  select j.*,
    row_number() over (partition by session_id, status = 'active' order by stays desc, joined_at, user_id) as place
  from judged j
)
select line, source,
  case when status = 'active' and place > max_members then 'campaign_sessions_member_count_within_limit' end as refused,
  heeded, session_id, user_id, role, status, joined_at, left_at,
  coalesce(removed_at, pg_temp.otherwise(whole and status = 'removed', now())) as removed_at, invited_by,
  joined_at as created_at, joined_at as updated_at
from ranked
