-- Function account sorts for each page again.
drop index audit.security_events_about_user;
drop index audit.security_events_of_type;
drop index auth.permissions_of_user;
drop index auth.inactive_users;
drop index auth.admins;
drop index auth.recent_users;
