-- One row in each table, so that every test starts from what the rules allow; :word is a uuid of its own.
insert into auth.users (user_id, issuer, subject, email, username, full_name, display_name, preferred_voice) values
  (:ada, 'https://issuer', 'ada', 'ada@example.com', 'ada', 'Ada Lovelace', 'Ada', 'alto'),
  (:bob, 'https://issuer', 'bob', null, null, null, null, null);
update auth.users set is_admin = true where user_id = :ada;
insert into auth.access_control
  (access_id, user_id, resource_type, resource_id, permission, granted_by, idempotency_key, request_hash)
values (:access, :bob, 'session', 'table-1', 'read', :ada, 'k', '');
insert into auth.oauth_accounts (oauth_account_id, user_id, provider, provider_account_id, provider_email)
values (:account, :ada, 'google', '1081', 'ada@example.com');
insert into auth.user_tokens (token_id, user_id, token_type, token_hash, expires_at)
values (:reset, :ada, 'reset', sha256('reset'), now() + interval '1 hour');
insert into auth.service_tokens (token_id, user_id, provider, service, access_token_encrypted, refresh_token_encrypted)
values (:vault, :ada, 'google', 'gmail', '\x01' || sha256('a') || '\x00', '\x01' || sha256('r') || '\x00');
insert into auth.token_refresh_logs (log_id, token_id, user_id, refresh_status, started_at)
values (:log, :vault, :ada, 'success', now());

insert into audit.security_events (event_id, event_type) values (:event, 'refused');
insert into audit.user_activities (activity_id, user_id, activity_type) values (:activity, :ada, 'login');

insert into game.campaigns (campaign_id, owner_id, name, idempotency_key, request_hash)
values (:campaign, :ada, 'Friday', 'k', '');
insert into game.campaign_participants (campaign_id, user_id) values (:campaign, :bob);
insert into game.chat_history (message_id, campaign_id, user_id, content)
values (:said, :campaign, :bob, 'I open the door');
insert into game.chat_history_keys (user_id, idempotency_key, request_hash, message_id, message_created_at)
values (:bob, 'k', '', :said, now());
insert into game.rooms (room_id, host_id, name, idempotency_key, request_hash) values (:room, :ada, 'Poker', 'k', '');
insert into game.room_seats (room_id, seat_index, user_id, last_heartbeat_at, seat_token)
values (:room, 0, :ada, now(), :jti), (:room, 1, null, null, null);

insert into campaign_sessions
  (session_id, campaign_id, name, host_id, max_members, member_count, idempotency_key, request_hash)
values ('table-1', :campaign, 'Friday', :ada, 2, 1, 'k', '');
insert into campaign_session_members (session_id, user_id, role, status, joined_at)
values ('table-1', :ada, 'host', 'active', now());
insert into campaign_session_invites
  (invite_id, session_id, created_by, token_hash, multi_use, max_uses, expires_at, idempotency_key, request_hash)
values (:invite, 'table-1', :ada, 'hash', true, 2, now(), 'k', '');
insert into campaign_session_invite_uses values (:invite, :bob, 1, now());
insert into app_sessions values ('sid-1', '{}', now() + interval '1 day');
insert into app_session_tombstones (sid, keep_until) values ('sid-0', now() + interval '1 day');

insert into chat.sessions (session_id, user_id, title, idempotency_key, request_hash)
values (:talk, :ada, 'Plans', 'k', ''), (:other, :bob, null, null, null);
insert into chat.messages (message_id, session_id, role, content, prompt_tokens, idempotency_key, request_hash)
values (:asked, :talk, 'user', 'Hello', 2, 'k', ''), (:elsewhere, :other, 'user', 'Hi', 1, null, null);

insert into usage.avatar_usage_records
  (record_id, user_id, avatar_name, status, leased_seconds, used_seconds, leased_until, ended_at, idempotency_key,
   request_hash)
values (:spoken, :ada, 'Eva', 'completed', 60, 30, now() + interval '1 minute', now(), 'k', '');

insert into board.boardrooms (boardroom_id, owner_id, name, idempotency_key, request_hash)
values (:boardroom, :ada, 'Budget', 'k', '');
insert into board.participants (boardroom_id, user_id, role) values (:boardroom, :ada, 'owner');
insert into board.sessions (session_id, boardroom_id, user_id, title, idempotency_key, request_hash)
values (:meeting, :boardroom, :ada, 'Kick-off', 'k', '');
insert into board.threads (thread_id, session_id, user_id, title, idempotency_key, request_hash)
values (:thread, :meeting, :ada, 'Rent', 'k', '');

insert into ops.migration_records (name, script, description, checksum, registered_at, registered_by, took_ms)
values ('900_by_hand', '900_by_hand.sql', 'by hand', 'c', now(), 'ada', 5);
insert into ops.retention values ('chat_history', '1 year');
