-- As the bootstrap of a migrate has it, which could not connect to do it where only roles may.
do $gaia$
declare
  login record;
begin
  for login in
    select l.rolname as name, r.rolname as role
    from pg_roles l
    join pg_roles r on r.rolname = 'gaia_' || substring(l.rolname from '^gaia-([a-z]+)(?:@.+|-[ab])$')
    where l.rolcanlogin and not r.rolcanlogin and r.rolname <> 'gaia_owner'
      and not exists (select from pg_auth_members m where m.roleid = r.oid and m.member = l.oid)
  loop
    execute format('grant %I to %I', login.role, login.name);
  end loop;
exception when insufficient_privilege then
  raise warning 'a login may not connect: %', sqlerrm;
end
$gaia$;
