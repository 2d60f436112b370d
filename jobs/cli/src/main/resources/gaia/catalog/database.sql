-- Its name, encoding and locale are the server's affair.
select 'pg_database'::regclass::oid as class, d.oid, 0 as sub, null as "in", 'database' as name,
  quote_ident(d.datname) as called,
  d.datdba::regrole::text as owner,
  case when d.datconnlimit <> -1 then d.datconnlimit::text end as "connection limit",
  case when d.datistemplate then 'true' end as is_template,
  case when not d.datallowconn then 'false' end as allow_connections
from pg_database d
where d.datname = current_database();
