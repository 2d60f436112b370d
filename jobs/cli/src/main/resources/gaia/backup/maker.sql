-- Where nobody's own login may make roles, as on Cloud SQL, a group may.
do $gaia$
begin
  if not (select rolcreaterole or rolsuper from pg_roles where rolname = current_user)
      and exists (select from pg_roles where rolname = 'cloudsqlsuperuser') then
    if pg_has_role(current_user, 'cloudsqlsuperuser', 'member') then
      set role cloudsqlsuperuser;
    end if;
  end if;
end
$gaia$;
