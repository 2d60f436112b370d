-- Takes every permission that was given with it.
drop table auth.access_control;
