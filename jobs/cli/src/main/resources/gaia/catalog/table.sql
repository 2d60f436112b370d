-- Partitions are apart: they count as their parent.
select 'pg_class'::regclass::oid as class, c.oid, 0 as sub, c.relnamespace::regnamespace::text as "in",
  quote_ident(c.relname) as name, 'pg_namespace'::regclass::oid as of_class, c.relnamespace as of_oid, 0 as of_sub,
  c.relowner::regrole::text as owner,
  case c.relpersistence when 'u' then 'yes' end as unlogged,
  (select quote_ident(m.amname) from pg_am m where m.oid = c.relam and m.amname <> 'heap') as "access method",
  (select string_agg(o, ', ' order by o)
   from (select unnest(c.reloptions) as o
         union all select 'toast.' || unnest(t.reloptions) from pg_class t where t.oid = c.reltoastrelid) o) as options,
  case when c.relrowsecurity then 'yes' end as "row security",
  case when c.relforcerowsecurity then 'yes' end as "forced row security",
  pg_get_partkeydef(c.oid) as "partition by",
  (select string_agg(i.inhparent::regclass::text, ', ' order by i.inhseqno) from pg_inherits i where i.inhrelid = c.oid)
    as inherits,
  nullif(c.reloftype, 0)::regtype::text as "of type",
  (select quote_ident(s.spcname) from pg_tablespace s where s.oid = c.reltablespace) as tablespace,
  case c.relreplident when 'n' then 'nothing' when 'f' then 'full'
    when 'i' then coalesce('using index ' || (
      select quote_ident(x.relname) from pg_index i join pg_class x on x.oid = i.indexrelid
      where i.indrelid = c.oid and i.indisreplident), 'using an index that is gone') end as "replica identity",
  (select quote_ident(x.relname) from pg_index i join pg_class x on x.oid = i.indexrelid
   where i.indrelid = c.oid and i.indisclustered) as "cluster on",
  obj_description(c.oid, 'pg_class') as comment
from pg_class c
where c.oid >= 16384 and c.relkind in ('r', 'p') and not c.relispartition
order by 4, 5;
