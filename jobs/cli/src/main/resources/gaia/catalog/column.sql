-- In the order in which a table made anew would have them; that order itself is not compared.
select 'pg_class'::regclass::oid as class, a.attrelid as oid, a.attnum::integer as sub, c.oid::regclass::text as "in",
  quote_ident(a.attname) as name, 'pg_class'::regclass::oid as of_class, c.oid as of_oid, 0 as of_sub,
  format_type(a.atttypid, a.atttypmod) as type,
  case when a.attcollation not in (0, t.typcollation) then a.attcollation::regcollation::text end as collation,
  case when a.attnotnull then 'yes' end as "not null",
  case a.attgenerated when '' then null else
    '(' || pg_get_expr(d.adbin, d.adrelid) || ')' || case a.attgenerated when 's' then ' stored' else ' virtual' end
  end as generated,
  case a.attidentity when 'a' then 'always' when 'd' then 'by default' end as identity,
  (select concat_ws(' ', 'start with', s.seqstart, 'increment by', s.seqincrement, 'minvalue', s.seqmin,
     'maxvalue', s.seqmax, 'cache', s.seqcache, case when s.seqcycle then 'cycle' else 'no cycle' end)
   from pg_depend p join pg_sequence s on s.seqrelid = p.objid
   where a.attidentity <> '' and p.classid = 'pg_class'::regclass and p.refclassid = 'pg_class'::regclass
     and p.refobjid = a.attrelid and p.refobjsubid = a.attnum and p.deptype = 'i') as "identity options",
  (select p.objid::regclass::text from pg_depend p
   where a.attidentity <> '' and p.classid = 'pg_class'::regclass and p.refclassid = 'pg_class'::regclass
     and p.refobjid = a.attrelid and p.refobjsubid = a.attnum and p.deptype = 'i') as "identity sequence",
  case when a.attstorage <> t.typstorage then
    case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end
  end as storage,
  case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as compression,
  nullif(a.attstattarget, -1)::text as statistics,
  array_to_string(a.attoptions, ', ') as options,
  case when a.attinhcount > 0 then case when a.attislocal then 'and its own' else 'yes' end end as inherited,
  m.description as comment
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum and a.attgenerated <> ''
left join pg_description m on m.classoid = 'pg_class'::regclass and m.objoid = c.oid and m.objsubid = a.attnum
where c.oid >= 16384 and c.relkind in ('r', 'p') and not c.relispartition
order by c.oid, a.attnum;
