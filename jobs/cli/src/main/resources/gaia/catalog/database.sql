-- Its name, encoding and locale are the server's affair.
select 'pg_database'::regclass::oid as class, d.oid, 0 as sub, null as "in", 'database' as name,
  quote_ident(d.datname) as called,
  d.datdba::regrole::text as owner,
  case when d.datconnlimit <> -1 then d.datconnlimit::text end as "connection limit"
from pg_database d
where d.datname = current_database();
