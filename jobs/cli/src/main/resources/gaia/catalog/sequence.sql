-- The sequence of an identity column is a part of that column.
select 'pg_class'::regclass::oid as class, c.oid, 0 as sub, c.relnamespace::regnamespace::text as "in",
  quote_ident(c.relname) as name, 'pg_namespace'::regclass::oid as of_class, c.relnamespace as of_oid, 0 as of_sub,
  c.relowner::regrole::text as owner,
  case c.relpersistence when 'u' then 'yes' end as unlogged,
  format_type(s.seqtypid, null) as type,
  s.seqstart::text as start,
  s.seqincrement::text as increment,
  s.seqmin::text as minvalue,
  s.seqmax::text as maxvalue,
  s.seqcache::text as cache,
  case when s.seqcycle then 'yes' end as cycle,
  (select d.refobjid::regclass || '.' || quote_ident(a.attname)
   from pg_depend d join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
   where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'a'
     and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0) as "owned by",
  obj_description(c.oid, 'pg_class') as comment
from pg_class c
join pg_sequence s on s.seqrelid = c.oid
where c.oid >= 16384 and not exists (
  select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'i')
order by 4, 5;
