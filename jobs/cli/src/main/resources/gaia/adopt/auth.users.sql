-- Who signs in by an account is known by it, first by Auth0's; an e-mail need not be unique, so duplicates stay.
select r as source, null::text as refused,
  pg_temp.id('user', coalesce(r ->> 'user_id', r ->> 'id')) as user_id,
  coalesce(a.issuer, 'adopted') as issuer,
  coalesce(a.subject, r ->> 'user_id', r ->> 'id') as subject,
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
left join lateral (
  select lower(o ->> 'provider') as issuer, coalesce(o ->> 'provider_account_id', o ->> 'provider_user_id', o ->> 'account_id', o ->> 'subject') as subject
  from adopt_auth.oauth_accounts account
  cross join lateral to_jsonb(account) o
  where o ->> 'user_id' = coalesce(r ->> 'user_id', r ->> 'id')
  order by lower(o ->> 'provider') = 'auth0' desc, pg_temp.moment(o ->> 'created_at'), 2
  limit 1
) a on a.subject is not null
