select 'pg_class'::regclass::oid as class, c.oid, 0 as sub, c.relnamespace::regnamespace::text as "in",
  quote_ident(c.relname) as name, 'pg_namespace'::regclass::oid as of_class, c.relnamespace as of_oid, 0 as of_sub,
  c.relowner::regrole::text as owner,
  (select quote_ident(m.amname) from pg_am m where m.oid = c.relam and m.amname <> 'heap') as "access method",
  (select quote_ident(s.spcname) from pg_tablespace s where s.oid = c.reltablespace) as tablespace,
  array_to_string(c.reloptions, ', ') as options,
  pg_get_viewdef(c.oid) as definition,
  case when not c.relispopulated then 'no' end as filled,
  obj_description(c.oid, 'pg_class') as comment,
  fact, value
from pg_class c
left join lateral (
  select 'comment of ' || quote_ident(a.attname) as fact, d.description as value
  from pg_description d join pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid
  where d.classoid = 'pg_class'::regclass and d.objoid = c.oid and d.objsubid > 0) noted on true
where c.oid >= 16384 and c.relkind = 'm'
order by 4, 5;
