-- Takes the whole log of what people did with it.
drop table audit.user_activities;
