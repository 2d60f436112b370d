-- Takes the whole audit trail with it.
drop table audit.security_events;
