-- What the server keeps for itself is left out, which takes more than a name like one of its own, and with a schema goes whatever lies in it; 2200 is public as it was born.
select 'pg_namespace'::regclass::oid as class, n.oid, 0 as sub, null as "in", quote_ident(n.nspname) as name,
  n.nspowner::regrole::text as owner,
  case when n.nspname <> 'public' then obj_description(n.oid, 'pg_namespace') end as comment
from pg_namespace n
where (n.oid >= 16384 or n.oid = 2200) and n.nspname !~ '^pg_'
  and not (n.nspname ~ '^google_' and pg_get_userbyid(n.nspowner) ~ '^cloudsql(?!superuser)')
order by n.nspname;
