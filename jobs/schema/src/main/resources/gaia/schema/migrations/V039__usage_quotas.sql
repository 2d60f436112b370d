-- Twenty minutes a person in all: used and leased ones stand under one check, so two tabs cannot overspend.
-- depends-on: 004, 015
create table usage.usage_quotas (
  user_id uuid primary key references auth.users,
  limit_seconds integer not null default 1200,
  used_seconds integer not null default 0,
  leased_seconds integer not null default 0,
  session_count integer not null default 0,
  remaining_seconds integer generated always as (limit_seconds - used_seconds - leased_seconds) stored,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint usage_quotas_used_positive check (used_seconds >= 0),
  constraint usage_quotas_leased_positive check (leased_seconds >= 0),
  constraint usage_quotas_session_count_positive check (session_count >= 0),
  constraint usage_quotas_within_limit check (used_seconds + leased_seconds <= limit_seconds)
) with (fillfactor = 80);

create trigger set_updated_at before update on usage.usage_quotas
for each row execute function ops.set_updated_at();
