-- Makes the roles and gives this database its owner, since no login may be superuser or own what functions use.
-- Run by the login of the migrate job after `set role cloudsqlsuperuser`, in one transaction, before every migrate;
-- what is already so stays untouched.

-- One role a function and a job, each with its grants file; gaia_owner owns and never logs in.
do $$
declare
  role text;
begin
  foreach role in array array[
    'gaia_owner', 'gaia_migrate',
    'gaia_keepalive', 'gaia_prune', 'gaia_stats', 'gaia_health', 'gaia_doctor', 'gaia_drift', 'gaia_backup', 'gaia_drill',
    'gaia_rotate', 'gaia_admin',
    'gaia_session', 'gaia_invite', 'gaia_campaign', 'gaia_seat', 'gaia_chat', 'gaia_board', 'gaia_usage', 'gaia_token',
    'gaia_store', 'gaia_account', 'gaia_cleanup', 'gaia_console'
  ] loop
    if not exists (select from pg_roles where rolname = role) then
      execute format('create role %I nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls', role);
    end if;
  end loop;
end
$$;

-- Since PostgreSQL 16 the maker of a role may administer it and no more: to act as the owner is a grant of its own.
-- `inherit false`: neither role owns anything by accident, it has to say `set role gaia_owner`.
do $$
declare
  actor text;
begin
  foreach actor in array array[current_user::text, 'gaia_migrate'] loop
    if not exists (
      select from pg_auth_members
      where roleid = 'gaia_owner'::regrole and member = actor::regrole and set_option and not inherit_option
    ) then
      execute format('grant gaia_owner to %I with set true, inherit false, admin false', actor);
    end if;
  end loop;
end
$$;

-- What ops.connections() and ops.end_connection() do, they do by this. Where nobody of ours may hand it on, all else
-- works, and prune says what is missing.
do $$
begin
  if not (
    pg_has_role('gaia_owner', 'pg_read_all_stats', 'usage') and pg_has_role('gaia_owner', 'pg_signal_backend', 'usage')
  ) then
    grant pg_read_all_stats, pg_signal_backend to gaia_owner;
  end if;
exception
  when insufficient_privilege then null;
end
$$;

-- For clients that know only a password (PASSWORD_CLIENTS): two logins of one role each, so that one can be given a new
-- password while the other is in use. Neither has one yet, so nobody gets in by it.
do $$
declare
  word text;
  login text;
begin
  foreach word in array string_to_array(coalesce(current_setting('gaia.password_clients', true), ''), ',') loop
    -- A job's rights are everybody's: admin makes admins, backup reads every row.
    if word <> all (array[
      'session', 'invite', 'campaign', 'seat', 'chat', 'board', 'usage', 'token', 'store', 'account', 'cleanup', 'console'
    ]) then
      raise exception 'PASSWORD_CLIENTS names %, which is no function''s word', quote_literal(word);
    end if;
    foreach login in array array['gaia-' || word || '-a', 'gaia-' || word || '-b'] loop
      if not exists (select from pg_roles where rolname = login) then
        execute format('create role %I login nosuperuser nocreatedb nocreaterole noreplication nobypassrls', login);
      end if;
    end loop;
  end loop;
end
$$;

-- A login named gaia-<word>@<project>, or of such a pair, is a member of gaia_<word>, here and in the cloud. One of a pair
-- has its rights and may not become it: nor may then who may become that login.
do $$
declare
  login record;
begin
  for login in
    select l.rolname as name, r.rolname as role, (l.rolname ~ '@')::text as may_become
    from pg_roles l
    join pg_roles r on r.rolname = 'gaia_' || substring(l.rolname from '^gaia-([a-z]+)(?:@.+|-[ab])$')
    where l.rolcanlogin
      and not r.rolcanlogin
      and r.rolname <> 'gaia_owner'
      and not exists (
        select from pg_auth_members m
        where m.roleid = r.oid and m.member = l.oid and m.set_option = (l.rolname ~ '@') and m.inherit_option
      )
  loop
    execute format('grant %I to %I with set %s, inherit true, admin false', login.role, login.name, login.may_become);
  end loop;
end
$$;

-- Everybody may change the password of who he is: rotate may become such a login, and needs no right to alter roles.
do $$
declare
  login text;
begin
  for login in
    select l.rolname
    from pg_roles l
    join pg_auth_members mine on mine.roleid = l.oid and mine.member = current_user::regrole and mine.admin_option
    where l.rolcanlogin
      and l.rolname ~ '^gaia-[a-z]+-[ab]$'
      and not exists (
        select from pg_auth_members m
        where m.roleid = l.oid and m.member = 'gaia_rotate'::regrole and m.set_option and not m.inherit_option
      )
  loop
    execute format('grant %I to gaia_rotate with set true, inherit false, admin false', login);
  end loop;
end
$$;

do $$
begin
  if (select datdba <> 'gaia_owner'::regrole from pg_database where datname = current_database()) then
    execute format('alter database %I owner to gaia_owner', current_database());
  end if;
end
$$;

set role gaia_owner;

-- Only our own roles connect; what each may do there stands in its grants file.
do $$
declare
  role text;
begin
  if has_database_privilege('public', current_database(), 'connect, temporary') then
    execute format('revoke all on database %I from public', current_database());
  end if;
  for role in
    select rolname from pg_roles
    where rolname ~ '^gaia_[a-z]+$' and rolname <> 'gaia_owner' and not rolcanlogin
      and not has_database_privilege(oid, current_database(), 'connect')
  loop
    execute format('grant connect on database %I to %I', current_database(), role);
  end loop;
end
$$;

do $$
begin
  if has_schema_privilege('public', 'public', 'usage, create') then
    revoke all on schema public from public;
  end if;
end
$$;

-- A new function is executable by everyone unless this stands before it is made.
alter default privileges for role gaia_owner revoke execute on functions from public;

-- What somebody makes by hand is in the next backup too, not only after the next migrate.
alter default privileges for role gaia_owner grant usage on schemas to gaia_backup;
alter default privileges for role gaia_owner grant select on tables to gaia_backup;
alter default privileges for role gaia_owner grant select on sequences to gaia_backup;

-- Holds the history of migrations, so it stands before the first of them.
create schema if not exists ops;
