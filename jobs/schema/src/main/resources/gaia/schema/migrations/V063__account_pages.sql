-- The pages of function account, newest first: people, admins, who is deactivated, permissions by person, events by
-- type and by whom they concern.
-- depends-on: 029, 061
create index recent_users on auth.users (created_at desc, user_id desc);

create index admins on auth.users (created_at desc, user_id desc) where is_admin;

create index inactive_users on auth.users (created_at desc, user_id desc) where not is_active;

create index permissions_of_user on auth.access_control (user_id, created_at desc, access_id desc);

create index security_events_of_type on audit.security_events (event_type, created_at desc, event_id desc);

create index security_events_about_user
on audit.security_events ((detail ->> 'user_id'), created_at desc, event_id desc)
where detail ->> 'user_id' is not null;
