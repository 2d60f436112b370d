-- The host is a member too; who came when the session was full already is one too many.
with people as (
  select r as source, r ->> 'session_id' as session_id, pg_temp.person(r ->> 'user_id') as user_id,
    coalesce(pg_temp.moment(r ->> 'joined_at'), pg_temp.moment(r ->> 'created_at'), now()) as joined_at,
    pg_temp.person(r ->> 'invited_by') as invited_by
  from adopt_public.campaign_session_members s
  cross join lateral to_jsonb(s) r
), hosts as (
  select null::jsonb as source, c.session_id::text, c.host_id as user_id, c.created_at as joined_at, null::uuid as invited_by
  from public.campaign_sessions c
  where not exists (select from people p where p.session_id = c.session_id and p.user_id = c.host_id)
), ranked as (
  select p.*, c.max_members,
    case when c.host_id = p.user_id then 'host' else 'member' end as role,
    row_number() over (partition by p.session_id order by c.host_id is not distinct from p.user_id desc, p.joined_at, p.user_id) as place
  from (select * from people union all select * from hosts) p
  left join public.campaign_sessions c on c.session_id = p.session_id
)
select source, case when place > max_members then 'campaign_sessions_member_count_within_limit' end as refused,
  session_id, user_id, role, 'active' as status, joined_at, invited_by, joined_at as created_at, joined_at as updated_at
from ranked
