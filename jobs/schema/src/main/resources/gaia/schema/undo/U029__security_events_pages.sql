-- The trail is sorted anew for each reader again.
drop index audit.security_events_of_user;
drop index audit.recent_security_events;
