-- Who has no account under a known issuer stays as they were; an e-mail need not be unique, so duplicates stay.
select r as source, null::text as refused,
  pg_temp.person(coalesce(r ->> 'user_id', r ->> 'id')) as user_id,
  coalesce(p.issuer, 'adopted') as issuer,
  coalesce(p.subject, r ->> 'user_id', r ->> 'id') as subject,
  nullif(r ->> 'email', '') as email,
  nullif(coalesce(r ->> 'username', r ->> 'user_name'), '') as username,
  nullif(coalesce(r ->> 'full_name', r ->> 'name'), '') as full_name,
  nullif(left(coalesce(nullif(r ->> 'display_name', ''), nullif(r ->> 'full_name', ''), nullif(r ->> 'name', ''),
    r ->> 'username', r ->> 'user_name'), 80), '') as display_name,
  coalesce(pg_temp.yes(r ->> 'is_active'), true) as is_active,
  coalesce(pg_temp.yes(r ->> 'is_verified'), pg_temp.yes(r ->> 'email_verified'), false) as is_verified,
  coalesce(pg_temp.yes(r ->> 'is_admin'), pg_temp.yes(r ->> 'is_superuser'), false) as is_admin,
  coalesce(pg_temp.moment(r ->> 'created_at'), now()) as created_at,
  coalesce(pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), now()) as updated_at
from adopt_auth.users s
cross join lateral to_jsonb(s) r
left join people p on p.kept = pg_temp.id('user', coalesce(r ->> 'user_id', r ->> 'id'))
