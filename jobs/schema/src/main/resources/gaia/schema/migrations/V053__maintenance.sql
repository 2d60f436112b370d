-- Retention by name, at most so many rows a call: cleanup calls these and needs no right on what they delete.
-- depends-on: 036, 037, 042, 044, 045
create function ops.cleanup_expired_tokens(at timestamptz default now(), at_most integer default 10000)
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

create function ops.cleanup_old_usage_records(at timestamptz default now(), at_most integer default 10000)
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

create function ops.cleanup_token_refresh_logs(at timestamptz default now(), at_most integer default 10000)
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
create function ops.settle_expired_leases(at timestamptz default now(), at_most integer default 10000)
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

create function ops.update_session_statistics()
returns bigint
language sql
security definer
set search_path = ''
as $$
  with counted as (
    select
      s.session_id,
      count(m.message_id)::integer as messages,
      coalesce(sum(m.total_tokens), 0) as tokens,
      coalesce(sum(m.estimated_cost), 0) as cost
    from chat.sessions s
    left join chat.messages m on m.session_id = s.session_id
    group by s.session_id
  ), mended as (
    update chat.sessions s
    set message_count = messages, total_tokens = tokens, estimated_cost = cost
    from counted c
    where c.session_id = s.session_id
      and (s.message_count, s.total_tokens, s.estimated_cost) is distinct from (messages, tokens, cost)
    returning 1
  )
  select count(*) from mended;
$$;
