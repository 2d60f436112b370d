-- The tokens have no place here: they stay with the identity provider.
select line, r as source, null::text as refused, null::text[] as heeded,
  pg_temp.id('account', coalesce(r ->> 'oauth_account_id', r ->> 'account_id', r ->> 'id', pg_temp.otherwise(whole, 'line ' || line))) as oauth_account_id,
  pg_temp.person(r ->> 'user_id') as user_id,
  lower(r ->> 'provider') as provider,
  coalesce(r ->> 'provider_account_id', r ->> 'provider_user_id', r ->> 'account_id', r ->> 'subject') as provider_account_id,
  nullif(coalesce(r ->> 'provider_email', r ->> 'account_email', r ->> 'email'), '') as provider_email,
  coalesce(pg_temp.moment(r ->> 'last_login_at'), pg_temp.moment(r ->> 'last_login')) as last_login_at,
  coalesce(pg_temp.moment(r ->> 'created_at'), now()) as created_at,
  coalesce(pg_temp.moment(r ->> 'updated_at'), pg_temp.moment(r ->> 'created_at'), now()) as updated_at
from old
