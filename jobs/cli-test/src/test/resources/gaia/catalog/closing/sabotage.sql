-- missing index public.members_of_user
drop index public.members_of_user;

-- changed default public.campaign_sessions.status [value]
alter table public.campaign_sessions alter column status set default 'paused';

-- missing default public.campaign_sessions.status
alter table public.campaign_sessions alter column status drop default;

-- extra default auth.users.email
alter table auth.users alter column email set default 'nobody';

-- changed grant table public.campaign_sessions to gaia_session [update]
revoke update on public.campaign_sessions from gaia_session;

-- changed grant table auth.users to gaia_session [select, select (display_name), select (is_active), select (user_id)]
revoke select on auth.users from gaia_session;
grant select on auth.users to gaia_session;

-- changed grant table public.campaign_sessions to gaia_invite [update (status)]
grant update (status) on public.campaign_sessions to gaia_invite;

-- extra grant table auth.users to public
grant select on auth.users to public;

-- changed grant schema game to gaia_session [create]
grant create on schema game to gaia_session;

-- missing grant function ops.moved() to public
-- changed grant function ops.moved() to gaia_session [execute]
grant execute on function ops.moved() to public;
revoke execute on function ops.moved() from gaia_session;
grant execute on function ops.moved() to gaia_session with grant option;

-- changed grant database to public [connect]
do $$ begin execute format('grant connect on database %I to public', current_database()); end $$;

-- missing default privileges functions of gaia_owner to public
alter default privileges for role gaia_owner grant execute on functions to public;

-- extra default privileges tables of gaia_owner in schema game to gaia_invite
alter default privileges for role gaia_owner in schema game grant select on tables to gaia_invite;

-- changed trigger set_updated_at on auth.users [state]
alter table auth.users disable trigger set_updated_at;

-- changed trigger set_updated_at on auth.users [definition]
drop trigger set_updated_at on auth.users;
create trigger set_updated_at after update on auth.users for each row execute function ops.set_updated_at();

-- missing trigger set_updated_at on auth.users
drop trigger set_updated_at on auth.users;

-- changed function ops.set_updated_at() [definition]
create or replace function ops.set_updated_at() returns trigger language plpgsql as $$ begin return new; end $$;

-- changed function ops.moved() [definition, returns]
drop function ops.moved();
create function ops.moved() returns bigint language sql as 'select 1::bigint';
revoke all on function ops.moved() from public;
grant execute on function ops.moved() to gaia_session, gaia_invite, gaia_campaign, gaia_seat, gaia_board;

-- extra function ops.moved(integer)
create function ops.moved(n integer) returns integer language sql as 'select n';

-- extra policy mine on auth.users
-- changed table auth.users [forced row security, row security]
alter table auth.users enable row level security;
alter table auth.users force row level security;
create policy mine on auth.users as restrictive for update to gaia_session, gaia_invite using (user_id is not null);

-- changed table game.campaigns [owner]
set role cloudsqlsuperuser;
grant gaia_session to cloudsqlsuperuser with inherit true, set true;
grant gaia_owner to cloudsqlsuperuser with inherit true, set true;
grant create on schema game to gaia_session;
alter table game.campaigns owner to gaia_session;
revoke create on schema game from gaia_session;
grant gaia_owner to cloudsqlsuperuser with inherit false, set true;
revoke gaia_session from cloudsqlsuperuser;

-- extra table public.strays
-- extra sequence public.strays_id_seq
-- extra view public.stray_names
reset role;
set role gaia_owner;
create table public.strays (id serial primary key, name text default upper('x'), parent int references public.strays);
create index strays_by_name on public.strays (lower(name));
create view public.stray_names as select name, 'x' as tag from public.strays;
grant select on public.strays to gaia_session;
comment on table public.strays is 'left over';

-- extra column auth.users.nickname
-- extra index auth.users_by_nickname
-- extra constraint users_nickname_check on auth.users
alter table auth.users add column nickname text default 'nick' check (nickname <> '');
create index users_by_nickname on auth.users (nickname);

-- missing column auth.users.full_name
-- missing constraint users_full_name_length on auth.users
-- changed grant table auth.users to gaia_account [insert (full_name)]
-- changed grant table auth.users to gaia_board [insert (full_name)]
-- changed grant table auth.users to gaia_campaign [insert (full_name)]
-- changed grant table auth.users to gaia_chat [insert (full_name)]
-- changed grant table auth.users to gaia_invite [insert (full_name)]
-- changed grant table auth.users to gaia_seat [insert (full_name)]
-- changed grant table auth.users to gaia_session [insert (full_name)]
-- changed grant table auth.users to gaia_token [insert (full_name)]
-- changed grant table auth.users to gaia_usage [insert (full_name)]
alter table auth.users drop column full_name;

-- missing column public.campaign_session_members.status
-- missing index public.members_of_user
-- missing constraint campaign_session_members_status_known on public.campaign_session_members
-- changed grant table public.campaign_session_members to gaia_account [select (status)]
alter table public.campaign_session_members drop column status;

-- changed column auth.users.subject [not null]
alter table auth.users alter column subject drop not null;

-- changed column auth.users.email [not null]
alter table auth.users alter column email set not null;

-- changed column public.campaign_sessions.max_members [type]
alter table public.campaign_sessions alter column max_members type bigint;

-- changed column game.campaigns.name [type]
-- changed constraint campaigns_name_length on game.campaigns [definition]
alter table game.campaigns alter column name type text;

-- changed column audit.security_events.event_type [collation]
alter table audit.security_events alter column event_type type text collate "C";

-- changed column public.campaign_session_invites.invite_id [identity, identity options, type]
-- changed column public.campaign_session_invite_uses.invite_id [type]
-- missing constraint campaign_session_invite_uses_invite_id_fkey on public.campaign_session_invite_uses
-- extra grant sequence public.campaign_session_invites_invite_id_seq to gaia_backup
alter table public.campaign_session_invite_uses drop constraint campaign_session_invite_uses_invite_id_fkey;
alter table public.campaign_session_invites alter column invite_id type bigint using 1;
alter table public.campaign_session_invites alter column invite_id add generated always as identity (increment 5);
alter table public.campaign_session_invite_uses alter column invite_id type bytea using null;

-- changed column auth.users.email [compression, options, statistics, storage]
alter table auth.users alter column email set storage external;
alter table auth.users alter column email set compression pglz;
alter table auth.users alter column email set statistics 17;
alter table auth.users alter column email set (n_distinct = 5);

-- changed column auth.users.username [generated]
-- missing constraint users_username_length on auth.users
alter table auth.users drop column username;
alter table auth.users add column username text generated always as (subject || '!') stored;

-- changed column chat.messages.total_tokens [type]
alter table chat.messages alter column total_tokens type bigint;

-- changed constraint campaign_sessions_status_known on public.campaign_sessions [definition]
alter table public.campaign_sessions drop constraint campaign_sessions_status_known;
alter table public.campaign_sessions add constraint campaign_sessions_status_known
  check (status in ('active', 'paused', 'ended', 'lost'));

-- changed constraint campaign_sessions_status_known on public.campaign_sessions [valid]
alter table public.campaign_sessions drop constraint campaign_sessions_status_known;
alter table public.campaign_sessions add constraint campaign_sessions_status_known
  check (status in ('active', 'paused', 'ended')) not valid;

-- changed constraint campaign_sessions_pkey on public.campaign_sessions [definition]
-- missing constraint campaign_session_members_session_id_fkey on public.campaign_session_members
-- missing constraint campaign_session_invites_session_id_fkey on public.campaign_session_invites
alter table public.campaign_sessions drop constraint campaign_sessions_pkey cascade;
alter table public.campaign_sessions add constraint campaign_sessions_pkey primary key (session_id, host_id);

-- changed constraint users_issuer_subject_once on auth.users [definition, options]
alter table auth.users drop constraint users_issuer_subject_once;
alter table auth.users add constraint users_issuer_subject_once unique (subject, issuer) with (fillfactor = 70) deferrable;

-- extra constraint users_email_once on auth.users
alter table auth.users add constraint users_email_once exclude (email with =);

-- changed index public.invites_of_session [definition]
drop index public.invites_of_session;
create unique index invites_of_session on public.campaign_session_invites using btree (session_id, invite_id) include (note);

-- missing table public.campaign_session_invites
-- missing view ops.abandoned_sessions
-- missing view ops.expired_invites
-- missing constraint campaign_session_invite_uses_invite_id_fkey on public.campaign_session_invite_uses
drop table public.campaign_session_invites cascade;

-- missing table game.rooms
-- missing constraint room_seats_room_id_fkey on game.room_seats
-- extra view game.rooms
drop table game.rooms cascade;
create view game.rooms as select 1 as room_id;

-- changed table public.campaign_sessions [options]
alter table public.campaign_sessions set (fillfactor = 50, autovacuum_enabled = off, toast.autovacuum_enabled = off);

-- changed table public.campaign_session_invite_uses [unlogged]
alter table public.campaign_session_invite_uses set unlogged;

-- changed table auth.users [cluster on]
alter table auth.users cluster on users_issuer_subject_once;

-- changed table auth.users [replica identity]
alter table auth.users replica identity using index users_issuer_subject_once;
alter table auth.users replica identity full;

-- extra setting work_mem on database
-- extra setting search_path on database
do $$ begin
  execute format('alter database %I set work_mem = ''5MB''', current_database());
  execute format('alter database %I set search_path = auth, "Odd One"', current_database());
end $$;

-- extra setting statement_timeout on role gaia_session
-- extra setting work_mem on role gaia_session in database
set role cloudsqlsuperuser;
alter role gaia_session set statement_timeout = '5s';
do $$ begin execute format('alter role gaia_session in database %I set work_mem = ''5MB''', current_database()); end $$;

-- changed role gaia_invite [connection limit, createdb, createrole, inherit, login]
set role cloudsqlsuperuser;
alter role gaia_invite login createdb createrole noinherit connection limit 5;

-- extra role gaia_stray
-- extra membership gaia_session on gaia_stray
-- extra grant table auth.users to gaia_stray
set role cloudsqlsuperuser;
create role gaia_stray;
grant gaia_stray to gaia_session;
set role gaia_owner;
grant select on auth.users to gaia_stray;

-- missing membership gaia_migrate on gaia_owner
set role cloudsqlsuperuser;
revoke gaia_owner from gaia_migrate;

-- changed membership gaia_migrate on gaia_owner [inherit]
set role cloudsqlsuperuser;
grant gaia_owner to gaia_migrate with inherit true, set true;

-- changed database database [connection limit, owner]
-- missing grant database to gaia_session
set role cloudsqlsuperuser;
grant gaia_session to cloudsqlsuperuser with inherit true, set true;
grant gaia_owner to cloudsqlsuperuser with inherit true, set true;
do $$ begin execute format('alter database %I connection limit 7', current_database()); end $$;
do $$ begin execute format('alter database %I owner to gaia_session', current_database()); end $$;
grant gaia_owner to cloudsqlsuperuser with inherit false, set true;
revoke gaia_session from cloudsqlsuperuser;

-- extra schema "Odd Schema"
-- extra table "Odd Schema"."Odd Table"
-- extra type "Odd Schema"."odd.enum"
-- extra function "Odd Schema"."f x"("Odd Schema"."odd.enum")
-- extra domain "Odd Schema".short
-- extra materialized view "Odd Schema".mv
-- extra aggregate "Odd Schema".total(integer)
create schema "Odd Schema";
create type "Odd Schema"."odd.enum" as enum ('a', 'b''c');
create domain "Odd Schema".short as text collate "C" default 'x' check (length(value) < 5);
create table "Odd Schema"."Odd Table" ("a.b" int primary key, "c""d" "Odd Schema"."odd.enum", e "Odd Schema".short);
create function "Odd Schema"."f x"(x "Odd Schema"."odd.enum") returns setof "Odd Schema"."Odd Table" language sql as
  'select * from "Odd Schema"."Odd Table" where "c""d" = x';
create materialized view "Odd Schema".mv as select "a.b" from "Odd Schema"."Odd Table";
create index on "Odd Schema".mv ("a.b");
create aggregate "Odd Schema".total(int) (sfunc = int4pl, stype = int, initcond = '0');
create statistics "Odd Schema".st on "a.b", "c""d" from "Odd Schema"."Odd Table";
create rule r as on delete to "Odd Schema"."Odd Table" do instead nothing;

-- extra extension pgcrypto
create extension pgcrypto schema public;

-- changed view public.schema_status [definition]
-- changed view public.migration_history [options]
drop view public.schema_status;
create view public.schema_status as select 1 as current_version;
alter view public.migration_history set (security_barrier);

-- changed column ops.migration_records.name [type]
-- changed view ops.migration_dependencies [definition]
-- changed view public.migration_dependency_tree [definition]
-- changed constraint migration_records_name_form on ops.migration_records [definition]
-- missing grant table ops.database_schema_version to gaia_console
-- missing grant table ops.database_schema_version to gaia_health
-- missing grant table ops.schema_migrations to gaia_console
create temporary table kept as
  select c.oid::regclass::text as name, pg_get_viewdef(c.oid) as definition, c.oid
  from pg_class c
  where c.relkind = 'v' and relnamespace in ('ops'::regnamespace, 'public'::regnamespace) and relname ~ 'migration|schema';
do $$ declare kept record; begin
  for kept in select * from kept order by oid desc loop execute 'drop view ' || kept.name || ' cascade'; end loop;
  alter table ops.migration_records alter column name type varchar(70);
  for kept in select * from kept order by oid loop execute 'create view ' || kept.name || ' as ' || kept.definition; end loop;
end $$;

-- missing table game.chat_history
drop table game.chat_history cascade;

-- changed partition game.chat_history_default [select to gaia_backup]
revoke select on game.chat_history_default from gaia_backup;

-- changed partition game.chat_history_default [owner]
set role cloudsqlsuperuser;
grant gaia_session to cloudsqlsuperuser with inherit true, set true;
grant gaia_owner to cloudsqlsuperuser with inherit true, set true;
grant create on schema game to gaia_session;
alter table game.chat_history_default owner to gaia_session;
revoke create on schema game from gaia_session;
grant gaia_owner to cloudsqlsuperuser with inherit false, set true;
revoke gaia_session from cloudsqlsuperuser;

-- changed partition game.chat_history_default [owner]
set role cloudsqlsuperuser;
grant gaia_backup to cloudsqlsuperuser with inherit true, set true;
grant gaia_owner to cloudsqlsuperuser with inherit true, set true;
grant create on schema game to gaia_backup;
alter table game.chat_history_default owner to gaia_backup;
revoke create on schema game from gaia_backup;
grant gaia_owner to cloudsqlsuperuser with inherit false, set true;
revoke gaia_backup from cloudsqlsuperuser;

-- changed partition game.chat_history_default [forced row security, options, replica identity, row security, storage of content, unlogged]
alter table game.chat_history_default set unlogged;
alter table game.chat_history_default enable row level security;
alter table game.chat_history_default force row level security;
alter table game.chat_history_default replica identity full;
alter table game.chat_history_default alter column content set storage external;
alter table game.chat_history_default set (autovacuum_enabled = off, fillfactor = 20, toast.autovacuum_enabled = off);

-- extra membership gaia_token on gaia_store
-- extra membership gaia_usage on gaia_store
set role cloudsqlsuperuser;
grant gaia_store to gaia_token with admin true;
grant gaia_token to cloudsqlsuperuser with inherit true, set true;
set role gaia_token;
grant gaia_store to gaia_usage;
set role cloudsqlsuperuser;
revoke gaia_token from cloudsqlsuperuser;

-- extra schema google_hidden
-- extra table google_hidden.t
-- extra function google_hidden.f()
create schema google_hidden;
create table google_hidden.t (a int);
create function google_hidden.f() returns int language sql security definer as 'select 1';

-- changed partition game.chat_history_default [compression of content, options of content, statistics of author]
alter table game.chat_history_default alter column content set compression pglz;
alter table game.chat_history_default alter column content set (n_distinct = 7);
alter table game.chat_history_default alter column author set statistics 7;

-- missing partition game.chat_history_default
drop table game.chat_history_default;

-- missing partition game.chat_history_default
-- extra table game.chat_history_default
alter table game.chat_history detach partition game.chat_history_default;

-- extra default public.schema_status.current_version
alter view public.schema_status alter column current_version set default '7';

-- changed database database [is_template]
do $$ begin execute format('alter database %I is_template true', current_database()); end $$;
