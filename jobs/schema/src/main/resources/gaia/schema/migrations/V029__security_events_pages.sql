-- The audit trail is read newest first, all of it or one person's.
-- depends-on: 007
create index recent_security_events on audit.security_events (created_at desc, event_id desc);

create index security_events_of_user on audit.security_events (user_id, created_at desc, event_id desc);
