-- The last admin may go again.
drop trigger admin_goes on auth.users;
drop trigger admin_falls on auth.users;
drop trigger admin_rises on auth.users;
drop trigger admin_comes on auth.users;
drop function auth.count_admin();
drop table auth.admin_count;
