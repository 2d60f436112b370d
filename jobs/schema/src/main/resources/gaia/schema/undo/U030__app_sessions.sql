-- Signs everybody out of the applications that keep their sessions here.
drop table public.app_sessions;
