-- Conversations and their messages; the counts of a conversation follow by trigger, so it may not write them.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_chat;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_chat;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_chat;
revoke all on schema auth, game, audit, ops, public from gaia_chat;
revoke all on all tables in schema chat, usage, board from gaia_chat;
revoke all on all sequences in schema chat, usage, board from gaia_chat;
revoke all on all routines in schema chat, usage, board from gaia_chat;
revoke all on schema chat, usage, board from gaia_chat;

grant usage on schema auth, chat, audit to gaia_chat;
grant select on chat.sessions to gaia_chat;
grant insert (session_id, user_id, title, agent_type, started_at, last_activity_at, metadata, idempotency_key,
  request_hash) on chat.sessions to gaia_chat;
grant update (title, agent_type, status, last_activity_at, ended_at, metadata) on chat.sessions to gaia_chat;
grant select, insert on chat.messages to gaia_chat;
grant update (content, status, error_message, processing_ms, prompt_tokens, completion_tokens, estimated_cost,
  has_voice_response, voice_response_url, has_avatar_response, avatar_session_id, metadata)
  on chat.messages to gaia_chat;
grant execute on function auth.require_active(uuid) to gaia_chat;
grant select (user_id, display_name, is_active, preferred_voice, preferred_avatar) on auth.users to gaia_chat;
grant insert (user_id, issuer, subject, email, full_name, display_name) on auth.users to gaia_chat;
grant insert on audit.user_activities to gaia_chat;
grant insert on audit.security_events to gaia_chat;
