-- Makes what Cloud SQL gives and another PostgreSQL lacks: cloudsqlsuperuser, the group that may make roles and databases,
-- and a database that it owns. Run by the login itself before it says `set role cloudsqlsuperuser`; where both are there,
-- as on Cloud SQL, it does nothing.

-- Better now than after the first migrate, which lets nobody else connect.
do $$
begin
  if not (
    session_user ~ '^gaia-migrate@'
    or (select rolsuper from pg_roles where rolname = session_user)
    or exists (
      select from pg_roles r where r.rolname = 'gaia_migrate' and pg_has_role(session_user, r.oid, 'usage')
    )
  ) then
    raise insufficient_privilege using message =
      format('%I could not connect any more: only members of our roles may, and it would be none', session_user);
  end if;
end
$$;

do $$
begin
  if not exists (select from pg_roles where rolname = 'cloudsqlsuperuser') then
    create role cloudsqlsuperuser nologin createrole createdb;
    -- Who makes a role may administer it and no more; a superuser is everybody.
    if not pg_has_role(session_user, 'cloudsqlsuperuser', 'set') then
      execute format('grant cloudsqlsuperuser to %I', session_user);
    end if;
    begin
      grant pg_monitor, pg_read_all_stats, pg_signal_backend to cloudsqlsuperuser with admin option;
    exception
      when insufficient_privilege then null;
    end;
  end if;
exception
  when insufficient_privilege then
    raise insufficient_privilege using message =
      format('the server has no role cloudsqlsuperuser, and %I may not make one', session_user);
end
$$;

do $$
begin
  if exists (
    select from pg_database d
    where d.datname = current_database()
      and d.datdba not in (select oid from pg_roles where rolname in ('cloudsqlsuperuser', 'gaia_owner'))
      and pg_has_role(session_user, d.datdba, 'usage')
  ) then
    execute format('alter database %I owner to cloudsqlsuperuser', current_database());
  end if;
end
$$;
