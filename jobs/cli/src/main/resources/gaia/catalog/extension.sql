-- The version is the one that the server brings, and who made it there is its affair.
select 'pg_extension'::regclass::oid as class, e.oid, 0 as sub, null as "in", quote_ident(e.extname) as name,
  e.extnamespace::regnamespace::text as schema,
  e.extowner::regrole::text as maker
from pg_extension e
where e.oid >= 16384
order by e.extname;
