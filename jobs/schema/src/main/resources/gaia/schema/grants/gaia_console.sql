-- Reads what an operator looks at, and of people's words, tokens and secrets nothing.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_console;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_console;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_console;
revoke all on schema auth, game, audit, ops, public from gaia_console;
revoke all on all tables in schema chat, usage, board from gaia_console;
revoke all on all sequences in schema chat, usage, board from gaia_console;
revoke all on all routines in schema chat, usage, board from gaia_console;
revoke all on schema chat, usage, board from gaia_console;

grant usage on schema auth, game, chat, usage, board, ops, public to gaia_console;
grant select (user_id, email, display_name, is_active, is_verified, is_admin, has_google_oauth, has_microsoft_oauth,
  created_at) on auth.users to gaia_console;
grant select (session_id, campaign_id, name, host_id, status, max_members, member_count, created_at, updated_at,
  ended_at) on public.campaign_sessions to gaia_console;
grant select on public.campaign_session_members to gaia_console;
grant select (campaign_id, owner_id, name, is_active, created_at) on game.campaigns to gaia_console;
grant select (room_id, host_id, name, status, closed_at, current_game_id, revision, created_at) on game.rooms
  to gaia_console;
grant select (room_id, seat_index, user_id, last_heartbeat_at, away_since, held_until) on game.room_seats
  to gaia_console;
grant select (session_id, user_id, title, agent_type, status, message_count, total_tokens, estimated_cost, started_at,
  last_activity_at, ended_at) on chat.sessions to gaia_console;
grant select (message_id, session_id, status, processing_ms, created_at) on chat.messages to gaia_console;
grant select on usage.usage_quotas to gaia_console;
grant select on usage.usage_summaries to gaia_console;
grant select on usage.avatar_usage_records to gaia_console;
grant select (token_id, user_id, provider, service, scope, expires_at, provider_email, revoked_at, last_used_at,
  created_at, updated_at) on auth.service_tokens to gaia_console;
grant select (token_id, user_id, token_type, expires_at, used_at, revoked_at) on auth.user_tokens to gaia_console;
grant select on public.active_user_sessions to gaia_console;
grant select on public.session_activity_summary to gaia_console;
grant select on public.user_token_summary to gaia_console;
grant select on public.active_service_tokens to gaia_console;
grant select on public.user_quota_status to gaia_console;
grant select on public.active_avatar_sessions to gaia_console;
grant select on ops.job_ages to gaia_console;
grant select on ops.job_runs to gaia_console;
grant select on ops.schema_migrations to gaia_console;
grant select on ops.database_schema_version to gaia_console;
grant select on ops.retention to gaia_console;
grant select (sid, expire) on public.app_sessions to gaia_console;
