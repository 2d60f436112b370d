-- What somebody can make and no backup holds, by name, so that it is refused and never left out.
select 'large objects, ' || count(*) || ' of them' as what from pg_largeobject_metadata having count(*) > 0
union all
select 'security label on ' || objtype || ' ' || objname from pg_seclabels
union all
select 'table ' || c.oid::regclass || ': ' || current_user || ' may not read it, it belongs to ' || c.relowner::regrole
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.oid >= 16384 and c.relkind = 'r' and c.relpersistence <> 't' and n.nspname !~ '^(pg_|google_)'
  and not has_table_privilege(c.oid, 'select')
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
union all
select 'table ' || c.oid::regclass || ': its policies hold for ' || current_user || ' too, who would read some rows only'
from pg_class c
where c.oid >= 16384 and c.relkind in ('r', 'p') and c.relrowsecurity
  and (c.relforcerowsecurity or not pg_has_role(c.relowner, 'usage'))
  and not (select rolbypassrls or rolsuper from pg_roles where rolname = current_user)
union all
select 'partition ' || c.oid::regclass || ': ' || concat_ws(', ',
  case when c.relpersistence = 'u' then 'unlogged' end,
  case when c.reltablespace <> 0 then 'a tablespace of its own' end,
  case when c.relam <> p.relam and p.relam <> 0 then 'an access method of its own' end)
from pg_class c join pg_inherits i on i.inhrelid = c.oid join pg_class p on p.oid = i.inhparent
where c.relispartition and c.relkind in ('r', 'p')
  and (c.relpersistence = 'u' or c.reltablespace <> 0 or c.relam <> p.relam and p.relam <> 0)
union all
select 'type ' || r.rngtypid::regtype || ': its canonical function and it need each other'
from pg_range r where r.rngtypid >= 16384 and r.rngcanonical <> 0
union all
select pg_describe_object(d.classid, d.objid, d.objsubid) || ': marked to go with '
  || pg_describe_object(d.refclassid, d.refobjid, 0)
from pg_depend d where d.deptype = 'x'
union all
select 'text search parser ' || oid::text from pg_ts_parser where oid >= 16384
  and not exists (select from pg_depend d where d.classid = 'pg_ts_parser'::regclass and d.objid = pg_ts_parser.oid and d.deptype = 'e')
union all
select 'text search template ' || oid::text from pg_ts_template where oid >= 16384
  and not exists (select from pg_depend d where d.classid = 'pg_ts_template'::regclass and d.objid = pg_ts_template.oid and d.deptype = 'e')
union all
select 'type ' || t.oid::regtype || ': a shell without a definition' from pg_type t where t.oid >= 16384 and not t.typisdefined
order by what
