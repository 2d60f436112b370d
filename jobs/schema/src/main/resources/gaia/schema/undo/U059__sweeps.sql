-- Cleanup has no rules of its own any more; the seed's functions do as they did.
create or replace function ops.cleanup_expired_tokens(at timestamptz default now(), at_most integer default 10000)
returns bigint
language sql
security definer
set search_path = ''
as $$
  with expired as (
    delete from auth.user_tokens
    where token_id in (select token_id from auth.user_tokens where expires_at < least(at, now()) limit at_most)
    returning 1
  ), useless as (
    -- One that can be refreshed is the vault's own business.
    update auth.service_tokens
    set revoked_at = now(), revoked_reason = 'expired'
    where token_id in (
      select token_id from auth.service_tokens
      where revoked_at is null and refresh_token_encrypted is null and expires_at < least(at, now())
      limit at_most
    )
    returning 1
  )
  select (select count(*) from expired) + (select count(*) from useless);
$$;

create or replace function ops.cleanup_old_usage_records(at timestamptz default now(), at_most integer default 10000)
returns bigint
language sql
security definer
set search_path = ''
as $$
  with old as (
    delete from usage.avatar_usage_records
    where record_id in (
      select record_id from usage.avatar_usage_records
      where status <> 'active' and ended_at < least(at, now()) - interval '12 months'
      limit at_most
    )
    returning 1
  )
  select count(*) from old;
$$;

create or replace function ops.cleanup_token_refresh_logs(at timestamptz default now(), at_most integer default 10000)
returns bigint
language sql
security definer
set search_path = ''
as $$
  with old as (
    delete from auth.token_refresh_logs
    where log_id in (
      select log_id from auth.token_refresh_logs
      where created_at < least(at, now()) - interval '30 days'
      limit at_most
    )
    returning 1
  )
  select count(*) from old;
$$;

-- A session that went silent is charged what it was last seen to have used; the rest of its lease goes back.
create or replace function ops.settle_expired_leases(at timestamptz default now(), at_most integer default 10000)
returns bigint
language sql
security definer
set search_path = ''
as $$
  with silent as (
    update usage.avatar_usage_records
    set status = 'timeout', ended_at = leased_until
    where record_id in (
      select record_id from usage.avatar_usage_records
      where status = 'active' and leased_until < least(at, now())
      limit at_most
      for update skip locked
    )
    returning 1
  )
  select count(*) from silent;
$$;

drop function ops.sweep(text, timestamptz, text, integer);
drop function ops.due(text, timestamptz, text, integer);
drop function ops.end_of_stretch(text, timestamptz, integer);
drop function ops.cleanup_plan(timestamptz);
drop function ops.missing_chat_months(timestamptz);
drop function ops.older_than(text, timestamptz);
drop view ops.cleanup_rules;
drop view ops.old_job_runs;
drop view ops.security_events;
drop view ops.old_usage_records;
drop view ops.silent_leases;
drop view ops.old_chat_keys;
drop view ops.old_tombstones;
drop view ops.expired_app_sessions;
drop view ops.old_refresh_logs;
drop view ops.useless_service_tokens;
drop view ops.expired_user_tokens;
drop view ops.expired_permissions;
drop view ops.stale_seats;
drop view ops.abandoned_sessions;
drop view ops.ended_sessions;
drop view ops.expired_invites;
drop index auth.expired_permissions;
drop index game.taken_seats;
drop index public.open_sessions;
drop index public.ended_sessions;
drop index public.expired_invites;
