-- Those of constraints belong to the constraint, those of partitions to the index of the parent, but for an unfinished one.
select 'pg_class'::regclass::oid as class, i.indexrelid as oid, 0 as sub, i.indrelid::regclass::text as "in",
  x.oid::regclass::text as name, 'pg_class'::regclass::oid as of_class, i.indrelid as of_oid, 0 as of_sub,
  replace(pg_get_indexdef(i.indexrelid), ' ON ONLY ', ' ON ') as definition,
  case when not i.indisvalid then 'no' end as valid,
  (select string_agg(a.attnum || ' ' || a.attstattarget, ', ' order by a.attnum) from pg_attribute a
   where a.attrelid = x.oid and a.attstattarget <> -1) as statistics,
  (select quote_ident(s.spcname) from pg_tablespace s where s.oid = x.reltablespace) as tablespace,
  obj_description(x.oid, 'pg_class') as comment
from pg_index i
join pg_class x on x.oid = i.indexrelid
join pg_class c on c.oid = i.indrelid
where x.oid >= 16384 and c.relkind in ('r', 'p', 'm')
  and not exists (select from pg_constraint k where k.conindid = x.oid and k.contype in ('p', 'u', 'x'))
  and not exists (
    select from pg_inherits p join pg_index whole on whole.indexrelid = p.inhparent
    where p.inhrelid = x.oid and whole.indisvalid)
order by 4, 5;
