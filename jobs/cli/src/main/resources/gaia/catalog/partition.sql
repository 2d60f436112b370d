-- Where its bounds lie is data; beside them it says only in what it differs from the table that it is a part of in the end.
select 'pg_class'::regclass::oid as class, c.oid, 0 as sub, c.relnamespace::regnamespace::text as "in",
  quote_ident(c.relname) as name, 'pg_class'::regclass::oid as of_class, i.inhparent as of_oid, 0 as of_sub,
  i.inhparent::regclass::text as parent,
  case when i.inhdetachpending then 'yes' end as "half detached",
  pg_get_expr(c.relpartbound, c.oid) as bound,
  pg_get_partkeydef(c.oid) as "partition by",
  -- One that was attached may have them in another order.
  case when array(select a.attname from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum)
    <> array(select a.attname from pg_attribute a
      where a.attrelid = i.inhparent and a.attnum > 0 and not a.attisdropped order by a.attnum)
  then (
    select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
      || case when a.attcollation not in (0, t.typcollation) then ' collate ' || a.attcollation::regcollation else '' end
      || coalesce(case when a.attgenerated = '' then ' default ' || pg_get_expr(d.adbin, d.adrelid)
        else ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ')'
          || case a.attgenerated when 's' then ' stored' else ' virtual' end end, '')
      || case when a.attnotnull then ' not null' else '' end, ', ' order by a.attnum)
    from pg_attribute a
    join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped)
  end as columns,
  case when c.relowner <> p.relowner then c.relowner::regrole::text end as owner,
  case when c.relkind = 'r' and c.relpersistence = 'u' then 'yes' end as unlogged,
  (select quote_ident(m.amname) from pg_am m
   where m.oid = c.relam and case p.relam when 0 then m.amname <> 'heap' else m.oid <> p.relam end) as "access method",
  (select string_agg(o, ', ' order by o)
   from (select unnest(c.reloptions) as o
         union all select 'toast.' || unnest(t.reloptions) from pg_class t where t.oid = c.reltoastrelid) o) as options,
  case when c.relrowsecurity and not p.relrowsecurity then 'yes' end as "row security",
  case when c.relforcerowsecurity and not p.relforcerowsecurity then 'yes' end as "forced row security",
  case when c.reltablespace <> p.reltablespace then
    coalesce((select quote_ident(s.spcname) from pg_tablespace s where s.oid = c.reltablespace), 'pg_default')
  end as tablespace,
  case when c.relreplident <> p.relreplident then
    case c.relreplident when 'n' then 'nothing' when 'f' then 'full'
      when 'i' then coalesce('using index ' || (
        select quote_ident(x.relname) from pg_index n join pg_class x on x.oid = n.indexrelid
        where n.indrelid = c.oid and n.indisreplident), 'using an index that is gone') end
  end as "replica identity",
  fact, value
from pg_class c
join pg_inherits i on i.inhrelid = c.oid
join pg_class p on p.oid = pg_partition_root(c.oid)
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
  select d.fact || quote_ident(a.attname), d.value
  from pg_attribute a
  join pg_attribute pa on pa.attrelid = p.oid and pa.attname = a.attname
  cross join lateral (values
    ('storage of ', case when a.attstorage <> pa.attstorage then
      case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end),
    -- A partition made before or after one of these was set on its table has it not.
    ('compression of ', case when a.attcompression <> pa.attcompression then
      case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end end),
    ('statistics of ', case when a.attstattarget is distinct from pa.attstattarget then nullif(a.attstattarget, -1)::text end),
    ('options of ', case when a.attoptions is distinct from pa.attoptions then array_to_string(a.attoptions, ', ') end)
  ) d (fact, value)
  where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and d.value is not null
  union all
  select 'index ' || x.indexrelid::regclass, 'invalid'
  from pg_index x
  join pg_inherits xi on xi.inhrelid = x.indexrelid
  join pg_index px on px.indexrelid = xi.inhparent
  where x.indrelid = c.oid and not x.indisvalid and px.indisvalid
  union all
  select 'trigger ' || quote_ident(t.tgname),
    case t.tgenabled when 'O' then 'enable' when 'D' then 'disable' when 'A' then 'enable always' else 'enable replica' end
  from pg_trigger t
  join pg_trigger pt on pt.tgrelid = p.oid and pt.tgname = t.tgname
  where t.tgrelid = c.oid and not t.tgisinternal and t.tgparentid <> 0 and t.tgenabled <> pt.tgenabled
  union all
  -- Whoever reads a table reads its partitions by that, but for a backup, which reads each by itself.
  select lower(a.privilege_type) || ' to gaia_backup', 'revoked'
  from aclexplode(p.relacl) a
  where a.grantee = (select oid from pg_roles where rolname = 'gaia_backup')
    and not exists (
      select from aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) own
      where own.grantee = a.grantee and own.privilege_type = a.privilege_type)
) differs on true
where c.oid >= 16384 and c.relispartition and c.relkind in ('r', 'p')
order by (select count(*) from pg_partition_ancestors(c.oid)), 4, 5;
