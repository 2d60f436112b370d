-- Who may be acted for and until when, without the tokens themselves.
-- depends-on: 037, 044
create view public.user_token_summary with (security_invoker = true) as
select
  u.user_id,
  u.email,
  u.display_name,
  (
    select count(*) from auth.service_tokens t where t.user_id = u.user_id and t.revoked_at is null
  ) as active_service_tokens,
  (
    select count(*) from auth.user_tokens t
    where t.user_id = u.user_id and t.used_at is null and t.revoked_at is null and t.expires_at > now()
  ) as valid_user_tokens,
  (select max(t.last_used_at) from auth.service_tokens t where t.user_id = u.user_id) as last_service_token_use,
  u.has_google_oauth,
  u.has_microsoft_oauth
from auth.users u
where u.is_active;

create view public.active_service_tokens with (security_invoker = true) as
select
  t.token_id,
  t.user_id,
  u.email,
  t.provider,
  t.service,
  t.provider_email,
  t.scope,
  t.expires_at,
  case
    when t.expires_at is null then 'never'
    when t.expires_at <= now() then 'expired'
    when t.expires_at <= now() + interval '1 hour' then 'expiring_soon'
    else 'valid'
  end as expiry_status,
  t.last_used_at,
  t.created_at,
  t.updated_at
from auth.service_tokens t
join auth.users u on u.user_id = t.user_id
where t.revoked_at is null;
