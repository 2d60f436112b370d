-- How each refresh of a service token went, also after the token itself is gone.
-- depends-on: 001
create table auth.token_refresh_logs (
  log_id uuid primary key default gen_random_uuid(),
  token_id uuid not null,
  user_id uuid not null,
  refresh_type text not null default 'automatic',
  refresh_status text not null,
  started_at timestamptz not null,
  completed_at timestamptz,
  previous_expires_at timestamptz,
  new_expires_at timestamptz,
  retry_count integer not null default 0,
  error_message text,
  metadata jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint token_refresh_logs_refresh_type_known check (refresh_type in ('automatic', 'manual', 'scheduled')),
  constraint token_refresh_logs_refresh_status_known check (refresh_status in ('success', 'failed', 'cancelled')),
  constraint token_refresh_logs_completed_at_in_order check (completed_at >= started_at),
  constraint token_refresh_logs_retry_count_positive check (retry_count >= 0),
  constraint token_refresh_logs_error_message_length check (char_length(error_message) between 1 and 2000),
  constraint token_refresh_logs_metadata_object check (jsonb_typeof(metadata) = 'object'),
  constraint token_refresh_logs_metadata_size check (octet_length(metadata::text) <= 16384)
);

-- The refreshes of one token, newest first.
create index refreshes_of_token on auth.token_refresh_logs (token_id, created_at desc);

-- Cleanup's sweep of old lines.
create index old_token_refresh_logs on auth.token_refresh_logs (created_at);
