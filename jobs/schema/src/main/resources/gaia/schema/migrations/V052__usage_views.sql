-- Who has how much left, and which avatars speak just now.
-- depends-on: 039, 041
create view public.user_quota_status with (security_invoker = true) as
select
  q.user_id,
  u.email,
  u.display_name,
  q.limit_seconds,
  q.used_seconds,
  q.leased_seconds,
  q.remaining_seconds,
  q.session_count,
  round(100.0 * q.used_seconds / nullif(q.limit_seconds, 0), 2) as usage_percentage,
  q.used_seconds >= q.limit_seconds as is_exhausted
from usage.usage_quotas q
join auth.users u on u.user_id = q.user_id;

create view public.active_avatar_sessions with (security_invoker = true) as
select
  r.record_id,
  r.user_id,
  u.email,
  u.display_name,
  r.session_id,
  r.avatar_name,
  r.avatar_session_id,
  r.started_at,
  r.leased_seconds,
  r.used_seconds,
  r.leased_until,
  r.last_seen_at
from usage.avatar_usage_records r
join auth.users u on u.user_id = r.user_id
where r.status = 'active';
