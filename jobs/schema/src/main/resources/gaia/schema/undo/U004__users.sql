-- Takes every person's row with it.
drop table auth.users;
