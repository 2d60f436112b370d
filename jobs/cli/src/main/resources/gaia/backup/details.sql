-- What the catalog that drift compares leaves aside and a copy should have all the same, as statements.
select format('comment on column %s.%I is %L', c.oid::regclass, a.attname, d.description) as statement
from pg_description d
join pg_class c on c.oid = d.objoid
join pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
where d.classoid = 'pg_class'::regclass and d.objsubid > 0 and c.oid >= 16384
  and (c.relkind in ('v', 'm', 'c') or c.relispartition)
union all
select format('comment on table %s is %L', c.oid::regclass, d.description)
from pg_description d join pg_class c on c.oid = d.objoid
where d.classoid = 'pg_class'::regclass and d.objsubid = 0 and c.relispartition and c.relkind in ('r', 'p')
union all
select format('comment on constraint %I on domain %s is %L', c.conname, c.contypid::regtype, d.description)
from pg_description d join pg_constraint c on c.oid = d.objoid
where d.classoid = 'pg_constraint'::regclass and c.contypid >= 16384
union all
select format('do %L', format('begin execute format(%L, current_database()); end',
  'comment on database %I is ' || replace(quote_literal(d.description), '%', '%%')))
from pg_shdescription d join pg_database b on b.oid = d.objoid
where d.classoid = 'pg_database'::regclass and b.datname = current_database()
union all
select format('alter table %s enable row level security', c.oid::regclass)
from pg_class c where c.relispartition and c.relkind in ('r', 'p') and c.relrowsecurity
union all
select format('grant %s on table %s to %s%s', lower(a.privilege_type), c.oid::regclass,
  case a.grantee when 0 then 'public' else a.grantee::regrole::text end, case when a.is_grantable then ' with grant option' else '' end)
from pg_class c
join pg_class p on p.oid = pg_partition_root(c.oid)
cross join aclexplode(c.relacl) a
join aclexplode(p.relacl) as of_parent on (of_parent.grantee, of_parent.privilege_type, of_parent.is_grantable)
  = (a.grantee, a.privilege_type, a.is_grantable)
where c.relispartition and c.relkind in ('r', 'p') and a.grantee <> c.relowner
  and (c.relowner = p.relowner or a.grantee <> p.relowner)
union all
select format('alter view %s alter column %I set default %s', c.oid::regclass, a.attname, pg_get_expr(d.adbin, d.adrelid))
from pg_attrdef d
join pg_class c on c.oid = d.adrelid
join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
where c.relkind = 'v' and c.oid >= 16384
union all
select format('alter index %s alter column %s set statistics %s', c.oid::regclass, a.attnum, a.attstattarget)
from pg_attribute a join pg_class c on c.oid = a.attrelid
where c.relkind = 'i' and not c.relispartition and c.oid >= 16384 and a.attstattarget >= 0
union all
select format('alter index %s set tablespace %I', c.oid::regclass, s.spcname)
from pg_class c join pg_tablespace s on s.oid = c.reltablespace
where c.relkind = 'i' and not c.relispartition and c.oid >= 16384 and c.relnamespace <> 'pg_toast'::regnamespace
union all
select format('alter table %s cluster on %I', i.indrelid::regclass, c.relname)
from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
where i.indisclustered and c.oid >= 16384 and (t.relispartition or t.relkind = 'm')
union all
select format('alter statistics %I.%I set statistics %s', s.stxnamespace::regnamespace, s.stxname, s.stxstattarget)
from pg_statistic_ext s where s.oid >= 16384 and s.stxstattarget >= 0
union all
select format('refresh materialized view %s with no data', c.oid::regclass)
from pg_class c where c.relkind = 'm' and not c.relispopulated and c.oid >= 16384
order by statement
