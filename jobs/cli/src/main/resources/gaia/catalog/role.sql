-- Roles belong to the server; ours are known by their names. One that logs in is somebody's login, not part of the schema.
select 'pg_authid'::regclass::oid as class, r.oid, 0 as sub, null as "in", quote_ident(r.rolname) as name,
  case when r.rolcanlogin then 'yes' end as login,
  case when r.rolsuper then 'yes' end as superuser,
  case when not r.rolinherit then 'no' end as inherit,
  case when r.rolcreaterole then 'yes' end as createrole,
  case when r.rolcreatedb then 'yes' end as createdb,
  case when r.rolreplication then 'yes' end as replication,
  case when r.rolbypassrls then 'yes' end as bypassrls,
  case when r.rolconnlimit <> -1 then r.rolconnlimit::text end as "connection limit"
from pg_roles r
where r.rolname ~ '^gaia_'
order by r.rolname;
