-- To give a database away wants the right to make some; without it the owner gets all rights in it.
do $gaia$
declare
  owner constant regrole := {owner}::regrole;
  modern constant boolean := current_setting('server_version_num')::integer >= 160000;
  may constant text := case when modern then 'set' else 'member' end;
  of_database regrole;
begin
  if not pg_has_role(session_user, owner, may) or not pg_has_role(current_user, owner, may) then
    begin
      execute format('grant %s to %I', owner, current_user)
        || case when modern then format(' with set true, inherit %s', (current_user = session_user)::text) else '' end;
    exception when insufficient_privilege or invalid_grant_operation then
      raise exception '% owns what is in this file, and % may not become it', owner, session_user
        using hint = format('let somebody who may say: grant %s to %I', owner, session_user);
    end;
  end if;
  select datdba::regrole into of_database from pg_database where datname = current_database();
  if of_database <> owner then
    begin
      execute format('set role %s', of_database);
      execute format('alter database %I owner to %s', current_database(), owner);
    exception when insufficient_privilege then
      execute format('set role %s', of_database);
      execute format('grant all on database %I to %s', current_database(), owner);
      execute format('grant all on schema public to %s', owner);
      raise warning 'the database stays with %, who may not give it to %: %', of_database, owner, sqlerrm;
    end;
  end if;
  execute format('set role %s', owner);
end
$gaia$;
