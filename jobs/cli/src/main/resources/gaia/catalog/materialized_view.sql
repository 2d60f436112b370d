select 'pg_class'::regclass::oid as class, c.oid, 0 as sub, c.relnamespace::regnamespace::text as "in",
  quote_ident(c.relname) as name, 'pg_namespace'::regclass::oid as of_class, c.relnamespace as of_oid, 0 as of_sub,
  c.relowner::regrole::text as owner,
  array_to_string(c.reloptions, ', ') as options,
  pg_get_viewdef(c.oid) as definition,
  case when not c.relispopulated then 'no' end as filled,
  obj_description(c.oid, 'pg_class') as comment
from pg_class c
where c.oid >= 16384 and c.relkind = 'm'
order by 4, 5;
