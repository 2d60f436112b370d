-- What the catalog that drift compares leaves aside and a copy should have all the same, as statements; some want more rights than an owner's.
with described as (
  select i.type, i.identity, d.description
  from pg_description d
  cross join lateral pg_identify_object(d.classoid, d.objoid, d.objsubid) i
  where (d.objoid >= 16384 or d.classoid = 'pg_largeobject'::regclass) and i.identity is not null and i.identity !~ '(^|[ (])pg_temp_[0-9]+\.'
    and not exists (
      select from pg_depend e where (e.classid, e.objid) = (d.classoid, d.objoid) and e.deptype = 'e')
    and not exists (
      select from pg_namespace n where quote_ident(n.nspname) = i.schema and n.nspname ~ '^google_'
        and pg_get_userbyid(n.nspowner) ~ '^cloudsql(?!superuser)')
), own as (
  -- The server's own objects, on which somebody granted something to roles that are not ours; of information_schema
  -- nobody wrote down how it was.
  select 'pg_proc'::regclass as class, oid, proacl as acl, acldefault('f', proowner) as standard from pg_proc
  where proacl is not null and pronamespace = 'pg_catalog'::regnamespace
  union all
  select 'pg_class'::regclass, oid, relacl, acldefault('r', relowner) from pg_class
  where relacl is not null and relnamespace = 'pg_catalog'::regnamespace
  union all
  select 'pg_type'::regclass, oid, typacl, acldefault('T', typowner) from pg_type
  where typacl is not null and typnamespace = 'pg_catalog'::regnamespace
  union all
  select 'pg_language'::regclass, oid, lanacl, acldefault('l', lanowner) from pg_language where lanacl is not null
  union all
  select 'pg_namespace'::regclass, oid, nspacl, acldefault('n', nspowner) from pg_namespace
  where nspacl is not null and nspname = 'pg_catalog'
), changed as (
  select o.class, o.oid, a.grantee::regrole::text as grantee,
    lower(a.privilege_type) as privilege, bool_or(a.is_held) as held, bool_or(a.is_grantable) as grantable
  from own o
  left join pg_init_privs i on (i.classoid, i.objoid, i.objsubid) = (o.class, o.oid, 0)
  cross join lateral (
    select h.*, true as is_held from aclexplode(o.acl) h
    union all
    select h.*, false from aclexplode(coalesce(i.initprivs, o.standard)) h) a
  -- In the cloud it has many a grant of the cloud's own.
  where o.oid < 16384 and a.grantee <> 0 and pg_get_userbyid(a.grantee) !~ '^(gaia[_-]|cloudsql)'
  group by o.class, o.oid, a.grantee, a.privilege_type, a.is_grantable
  having count(distinct a.is_held) = 1
), detail (statement, wants_more) as (
select format('comment on %s %s is %L',
    case when type ~ ' column$' then 'column' when type ~ ' constraint$' then 'constraint'
      when type = 'statistics object' then 'statistics' else type end,
    case type when 'aggregate' then replace(identity, '()', '(*)') else identity end,
    description),
  -- One that holds an extension may be whoever made that's.
  type = 'schema' and exists (select from pg_extension e where e.extnamespace::regnamespace::text = identity)
from described
where type not in ('extension', 'domain constraint')
union all
select format('comment on constraint %I on domain %s is %L', c.conname, c.contypid::regtype, d.description), false
from pg_description d join pg_constraint c on c.oid = d.objoid
where d.classoid = 'pg_constraint'::regclass and c.contypid >= 16384
union all
select format('comment on extension %s is %L', identity, description), true
from described
where type = 'extension' and not exists (
  select from pg_available_extensions a where quote_ident(a.name) = identity and a.comment = description)
union all
select format('comment on schema public is %L', d.description), true
from pg_namespace n
left join pg_description d on (d.classoid, d.objoid, d.objsubid) = ('pg_namespace'::regclass, n.oid, 0)
where n.oid = 2200 and d.description is distinct from 'standard public schema'
union all
select format('comment on database "the database that this is restored into" is %L', d.description), false
from pg_shdescription d join pg_database b on b.oid = d.objoid
where d.classoid = 'pg_database'::regclass and b.datname = current_database()
union all
select format('comment on role %I is %L', r.rolname, d.description), true
from pg_shdescription d join pg_roles r on r.oid = d.objoid
where d.classoid = 'pg_authid'::regclass and r.rolname ~ '^gaia_' and not r.rolcanlogin
union all
-- Of roles that are not ours: how they are set in this database.
select format('alter role %s in database "the database that this is restored into" set %s to ', r.oid::regrole, o.name)
  || case when o.value <> '' and o.name in (
      'search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries', 'shared_preload_libraries')
    then regexp_replace(o.value, '(^|, ?)""(?=,|$)', '\1''''', 'g') else quote_literal(o.value) end, true
from pg_db_role_setting s
join pg_database d on d.oid = s.setdatabase and d.datname = current_database()
join pg_roles r on r.oid = s.setrole and r.rolname !~ '^gaia_'
cross join unnest(s.setconfig) c
cross join lateral (select split_part(c, '=', 1), substr(c, strpos(c, '=') + 1)) o (name, value)
union all
select case when held then format('grant %s on %s to %s', privilege, o.name, grantee)
    || case when grantable then ' with grant option' else '' end
  else format('revoke %s on %s from %s', privilege, o.name, grantee) end, true
from changed c
cross join lateral (
  select case when i.type in ('view', 'materialized view') then 'table' when i.type = 'aggregate' then 'function'
    else i.type end || ' ' || i.identity
  from pg_identify_object(c.class, c.oid, 0) i) o (name)
union all
select format('alter table %s enable row level security', c.oid::regclass), false
from pg_class c where c.relispartition and c.relkind in ('r', 'p') and c.relrowsecurity
union all
select format('grant %s on table %s to %s%s', lower(a.privilege_type), c.oid::regclass,
  case a.grantee when 0 then 'public' else a.grantee::regrole::text end, case when a.is_grantable then ' with grant option' else '' end),
  false
from pg_class c
join pg_class p on p.oid = pg_partition_root(c.oid)
cross join aclexplode(c.relacl) a
join aclexplode(p.relacl) as of_parent on (of_parent.grantee, of_parent.privilege_type, of_parent.is_grantable)
  = (a.grantee, a.privilege_type, a.is_grantable)
where c.relispartition and c.relkind in ('r', 'p') and a.grantee <> c.relowner
  and (c.relowner = p.relowner or a.grantee <> p.relowner)
union all
select format('alter view %s alter column %I set default %s', c.oid::regclass, a.attname, pg_get_expr(d.adbin, d.adrelid)),
  false
from pg_attrdef d
join pg_class c on c.oid = d.adrelid
join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
where c.relkind = 'v' and c.oid >= 16384
union all
-- A partition has the storage and the compression of its parent when it is made.
select format('alter table only %s alter column %I set %s', c.oid::regclass, a.attname, o.what), false
from pg_class c
join pg_inherits i on i.inhrelid = c.oid
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
join pg_attribute pa on pa.attrelid = i.inhparent and pa.attname = a.attname
cross join lateral (values
  ('statistics ' || nullif(a.attstattarget, -1)),
  ('(' || array_to_string(a.attoptions, ', ') || ')'),
  ('storage ' || case when a.attstorage = t.typstorage then case when pa.attstorage <> t.typstorage then 'default' end
    else case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end),
  ('compression ' || case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4'
    else case when pa.attcompression <> '' then 'default' end end)) o (what)
where c.relispartition and c.relkind in ('r', 'p') and c.oid >= 16384 and o.what is not null
union all
-- A materialized view has all of it by itself.
select format('alter materialized view %s alter column %I set %s', c.oid::regclass, a.attname, o.what), false
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
cross join lateral (values
  ('statistics ' || nullif(a.attstattarget, -1)),
  ('(' || array_to_string(a.attoptions, ', ') || ')'),
  ('storage ' || case when a.attstorage <> t.typstorage then
    case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end),
  ('compression ' || case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end)) o (what)
where c.relkind = 'm' and c.oid >= 16384 and o.what is not null
union all
select format('alter index %s %s', x.oid::regclass, o.what), false
from pg_class x
join pg_inherits i on i.inhrelid = x.oid
join pg_class p on p.oid = i.inhparent
cross join lateral (values
  ('set (' || array_to_string(x.reloptions, ', ') || ')'),
  ('reset (' || (
    select string_agg(split_part(o, '=', 1), ', ') from unnest(p.reloptions) o
    where split_part(o, '=', 1) <> all (array(select split_part(own, '=', 1) from unnest(x.reloptions) own))) || ')')) o (what)
where x.relkind in ('i', 'I') and x.relispartition and x.reloptions is distinct from p.reloptions and o.what is not null
union all
select format('alter index %s alter column %s set statistics %s', c.oid::regclass, a.attnum, a.attstattarget), false
from pg_attribute a join pg_class c on c.oid = a.attrelid
where c.relkind in ('i', 'I') and c.oid >= 16384 and a.attstattarget >= 0
union all
-- Another server may have no tablespace of that name.
select format('alter index %s set tablespace %I', c.oid::regclass, s.spcname), true
from pg_class c join pg_tablespace s on s.oid = c.reltablespace
where c.relkind in ('i', 'I') and c.oid >= 16384 and c.relnamespace <> 'pg_toast'::regnamespace
union all
select format('alter table %s cluster on %I', i.indrelid::regclass, c.relname), false
from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
where i.indisclustered and c.oid >= 16384 and (t.relispartition or t.relkind = 'm')
union all
select format('alter foreign table %s alter column %I set %s', c.oid::regclass, a.attname, o.what), false
from pg_class c
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
cross join lateral (values
  ('statistics ' || nullif(a.attstattarget, -1)),
  ('(' || array_to_string(a.attoptions, ', ') || ')'),
  ('storage ' || case when a.attstorage <> t.typstorage then
    case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end)) o (what)
where c.relkind = 'f' and c.oid >= 16384 and o.what is not null
union all
select format('alter user mapping for %s server %I options (%s)',
  case m.umuser when 0 then 'public' else m.umuser::regrole::text end, m.srvname,
  (select string_agg(format('add %I %L', o.option_name, o.option_value), ', ') from pg_options_to_table(m.umoptions) o)), false
from pg_user_mappings m where m.umoptions is not null
union all
select format('alter %s %s depends on extension %I', i.type, i.identity, e.extname), false
from pg_depend d
join pg_extension e on d.refclassid = 'pg_extension'::regclass and e.oid = d.refobjid
cross join pg_identify_object(d.classid, d.objid, d.objsubid) i
where d.deptype = 'x'
union all
select format('alter statistics %s.%I set statistics %s', s.stxnamespace::regnamespace, s.stxname, s.stxstattarget), false
from pg_statistic_ext s where s.oid >= 16384 and s.stxstattarget >= 0
union all
select format('refresh materialized view %s with no data', c.oid::regclass), false
from pg_class c where c.relkind = 'm' and not c.relispopulated and c.oid >= 16384
)
select statement, wants_more
from detail
order by statement !~ '^revoke ', statement
