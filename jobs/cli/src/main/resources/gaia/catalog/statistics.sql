select 'pg_statistic_ext'::regclass::oid as class, s.oid, 0 as sub, s.stxnamespace::regnamespace::text as "in",
  quote_ident(s.stxname) as name, 'pg_class'::regclass::oid as of_class, s.stxrelid as of_oid, 0 as of_sub,
  s.stxowner::regrole::text as owner,
  pg_get_statisticsobjdef(s.oid) as definition,
  nullif(s.stxstattarget, -1)::text as target,
  obj_description(s.oid, 'pg_statistic_ext') as comment
from pg_statistic_ext s
where s.oid >= 16384
order by 4, 5;
