-- A late write brings a destroyed session back again.
drop function ops.destroy_app_session(varchar);
drop trigger refuse_buried on public.app_sessions;
drop trigger bury on public.app_sessions;
drop function ops.refuse_buried_app_session();
drop function ops.bury_app_session();
drop table public.app_session_tombstones;
