-- How long each kind of row is kept stands in one place: the operator's word where there is one, else what is usual.
-- depends-on: 027
alter table ops.retention
  drop constraint retention_subject_known,
  drop constraint retention_keep_floor,
  add constraint retention_subject_known check (
    subject in (
      'chat_history', 'security_events', 'expired_invites', 'ended_sessions', 'abandoned_sessions', 'stale_seats',
      'expired_permissions', 'expired_user_tokens', 'useless_service_tokens', 'old_refresh_logs',
      'expired_app_sessions', 'old_tombstones', 'old_chat_keys', 'silent_leases', 'old_usage_records', 'old_job_runs'
    )
  ),
  -- What people wrote and what was refused or granted is never the matter of a few days.
  add constraint retention_keep_floor check (
    keep >= case subject
      when 'chat_history' then interval '1 month'
      when 'security_events' then interval '12 months'
      else interval '0'
    end
  ),
  -- A moment that long ago can still be told.
  add constraint retention_keep_ceiling check (keep <= interval '1000 years');

-- Null: for good, until the operator says otherwise.
create function ops.keep(subject text) returns interval
language sql
stable
set search_path = ''
as $$
  select coalesce(
    (select r.keep from ops.retention r where r.subject = keep.subject),
    case keep.subject
      when 'expired_invites' then interval '30 days'
      when 'ended_sessions' then interval '12 months'
      when 'abandoned_sessions' then interval '12 months'
      when 'stale_seats' then interval '0'
      when 'expired_permissions' then interval '30 days'
      when 'expired_user_tokens' then interval '0'
      when 'useless_service_tokens' then interval '0'
      when 'old_refresh_logs' then interval '30 days'
      when 'expired_app_sessions' then interval '0'
      when 'old_tombstones' then interval '0'
      when 'old_chat_keys' then interval '7 days'
      when 'silent_leases' then interval '0'
      when 'old_usage_records' then interval '12 months'
      when 'old_job_runs' then interval '12 months'
    end
  );
$$;
