-- Who has no account under a known issuer stays as they were; an e-mail need not be unique, so duplicates stay.
select line, r as source,
  case when char_length(coalesce(p.subject, r ->> 'user_id', r ->> 'id')) > 255 then 'subject of 255 characters at most' end as refused,
  pg_temp.heeded(r) || array(
    select s.name from jsonb_each_text(r) s (name, value)
    where s.name in ('auth0_id', 'auth0_user_id', 'auth0_sub', 'sub', 'subject') and s.value = p.subject) as heeded,
  pg_temp.person(coalesce(r ->> 'user_id', r ->> 'id')) as user_id,
  coalesce(p.issuer, 'adopted') as issuer,
  coalesce(p.subject, r ->> 'user_id', r ->> 'id') as subject,
  nullif(r ->> 'email', '') as email,
  nullif(coalesce(r ->> 'username', r ->> 'user_name'), '') as username,
  nullif(coalesce(r ->> 'full_name', r ->> 'name'), '') as full_name,
  -- Cut where it is kept, so that what is compared with it shows that it was.
  case when whole then left(shown.name, 80) else shown.name end as display_name,
  case when whole then not pg_temp.ended(r, whole) else pg_temp.yes(r ->> 'is_active') end as is_active,
  coalesce(pg_temp.yes(r ->> 'is_verified'), pg_temp.yes(r ->> 'email_verified'), pg_temp.otherwise(whole, false)) as is_verified,
  coalesce(pg_temp.yes(r ->> 'is_admin'), pg_temp.yes(r ->> 'is_superuser'), pg_temp.otherwise(whole, false)) as is_admin,
  coalesce(pg_temp.moment(r ->> 'created_at'), now()) as created_at,
  coalesce(pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), now()) as updated_at
from old
left join people p on p.kept = pg_temp.id('user', coalesce(r ->> 'user_id', r ->> 'id'))
cross join lateral (
  select coalesce(nullif(r ->> 'display_name', ''), nullif(r ->> 'full_name', ''), nullif(r ->> 'name', ''),
    nullif(r ->> 'username', ''), nullif(r ->> 'user_name', '')) as name
) shown
