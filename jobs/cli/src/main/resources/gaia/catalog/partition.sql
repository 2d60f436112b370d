-- Where its bounds lie is data; beside them it says only in what it differs from its parent.
select 'pg_class'::regclass::oid as class, c.oid, 0 as sub, c.relnamespace::regnamespace::text as "in",
  quote_ident(c.relname) as name, 'pg_class'::regclass::oid as of_class, p.oid as of_oid, 0 as of_sub,
  p.oid::regclass::text as parent,
  pg_get_expr(c.relpartbound, c.oid) as bound,
  pg_get_partkeydef(c.oid) as "partition by",
  case when c.relowner <> p.relowner then c.relowner::regrole::text end as owner,
  fact, value
from pg_class c
join pg_inherits i on i.inhrelid = c.oid
join pg_class p on p.oid = i.inhparent
left join lateral (
  select 'default of ' || quote_ident(a.attname) as fact, coalesce(pg_get_expr(d.adbin, d.adrelid), 'none') as value
  from pg_attribute a
  join pg_attribute pa on pa.attrelid = p.oid and pa.attname = a.attname
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  left join pg_attrdef pd on pd.adrelid = p.oid and pd.adnum = pa.attnum
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    and pg_get_expr(d.adbin, d.adrelid) is distinct from pg_get_expr(pd.adbin, pd.adrelid)
  union all
  select 'not null of ' || quote_ident(a.attname), 'yes'
  from pg_attribute a
  join pg_attribute pa on pa.attrelid = p.oid and pa.attname = a.attname
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attnotnull and not pa.attnotnull
  union all
  select 'trigger ' || quote_ident(t.tgname),
    case t.tgenabled when 'O' then 'enable' when 'D' then 'disable' when 'A' then 'enable always' else 'enable replica' end
  from pg_trigger t
  join pg_trigger pt on pt.oid = t.tgparentid
  where t.tgrelid = c.oid and not t.tgisinternal and t.tgenabled <> pt.tgenabled
) differs on true
where c.oid >= 16384 and c.relispartition and c.relkind in ('r', 'p')
order by (select count(*) from pg_partition_ancestors(c.oid)), 4, 5;
