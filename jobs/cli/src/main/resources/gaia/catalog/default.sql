-- Apart from its column: a default may come and go, and need a function or a sequence, while the column stays.
select 'pg_attrdef'::regclass::oid as class, d.oid, 0 as sub, c.oid::regclass::text as "in",
  quote_ident(a.attname) as name, 'pg_class'::regclass::oid as of_class, c.oid as of_oid, a.attnum::integer as of_sub,
  pg_get_expr(d.adbin, d.adrelid) as value
from pg_attrdef d
join pg_class c on c.oid = d.adrelid
join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
where d.oid >= 16384 and a.attgenerated = '' and c.relkind in ('r', 'p', 'v') and not c.relispartition
order by c.oid, a.attnum;
