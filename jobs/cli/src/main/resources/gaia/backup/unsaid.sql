-- What somebody can make and no backup holds, by name, so that it is refused and never left out.
select 'large objects of ' || lomowner::regrole || ', ' || count(*) || ' of them: ' || current_user || ' may not read them' as what
from pg_largeobject_metadata
where not pg_has_role(lomowner, 'usage')
  and not exists (
    select from aclexplode(lomacl) a
    where a.privilege_type = 'SELECT' and (a.grantee = 0 or pg_has_role(a.grantee, 'usage')))
group by lomowner
union all
select case c.relkind when 'S' then 'sequence ' else 'table ' end || c.oid::regclass || ': ' || current_user
  || ' may not read it, it belongs to ' || c.relowner::regrole
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.oid >= 16384 and c.relkind in ('r', 'S') and c.relpersistence <> 't' and n.nspname !~ '^pg_'
  and not (n.nspname ~ '^google_' and pg_get_userbyid(n.nspowner) ~ '^cloudsql(?!superuser)')
  and not case c.relkind
    when 'S' then has_sequence_privilege(c.oid, 'usage, select')
    else has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
  end
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
union all
-- A policy that shows all of it is `using (true)` for who reads, where none restricts it.
select 'table ' || c.oid::regclass || ': its policies hold for ' || current_user || ' too, who would read some rows only'
from pg_class c
left join lateral (
  select bool_or(p.polpermissive and pg_get_expr(p.polqual, p.polrelid) = 'true') as open,
    bool_or(not p.polpermissive) as restricted
  from pg_policy p
  where p.polrelid = c.oid and p.polcmd in ('r', '*')
    and exists (select from unnest(p.polroles) r where r = 0 or pg_has_role(r, 'usage'))
) shown on true
where c.oid >= 16384 and c.relkind in ('r', 'p') and row_security_active(c.oid)
  and (shown.open is not true or shown.restricted)
union all
select 'type ' || r.rngtypid::regtype || ': its canonical function and it need each other'
from pg_range r where r.rngtypid >= 16384 and r.rngcanonical <> 0
union all
select format('user mapping for %s server %I: %s may not read its options', m.usename, m.srvname, current_user)
from pg_user_mappings m join pg_foreign_server s on s.oid = m.srvid
where m.umoptions is null and not (select rolsuper from pg_roles where rolname = current_user)
  and not case m.umuser when 0 then pg_has_role(s.srvowner, 'usage')
    else m.usename = current_user and (pg_has_role(s.srvowner, 'usage') or has_server_privilege(s.oid, 'usage')) end
union all
select 'sequence ' || q.seqrelid::regclass || ': it is ' || format_type(q.seqtypid, null) || ', and the column that it numbers '
  || format_type(a.atttypid, null)
from pg_sequence q
join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = q.seqrelid and d.deptype = 'i' and d.refclassid = 'pg_class'::regclass
join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid and a.atttypid <> q.seqtypid
union all
select 'aggregate ' || p.oid::regprocedure || ': its state is internal, as only a superuser makes one'
from pg_aggregate a join pg_proc p on p.oid = a.aggfnoid
where p.oid >= 16384 and 'internal'::regtype in (a.aggtranstype, a.aggmtranstype)
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
union all
-- Whoever is no superuser makes nothing there.
select i.type || ' ' || i.identity || ': in a schema of the server''s own'
from (
  select 'pg_class'::regclass as class, oid, relnamespace as schema from pg_class where relkind <> 'c' and relpersistence <> 't'
  union all select 'pg_type'::regclass, oid, typnamespace from pg_type where typtype in ('d', 'e', 'r')
  union all select 'pg_amop'::regclass, m.oid, f.opfnamespace from pg_amop m join pg_opfamily f on f.oid = m.amopfamily
  union all select 'pg_amproc'::regclass, m.oid, f.opfnamespace from pg_amproc m join pg_opfamily f on f.oid = m.amprocfamily
) o
cross join pg_identify_object(o.class, o.oid, 0) i
where o.oid >= 16384 and o.schema in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
  and not exists (
    select from pg_depend d where d.classid = o.class and d.objid = o.oid and d.deptype in ('e', 'i'))
union all
select 'function ' || p.oid::regprocedure || ': '
  || case when p.proleakproof then 'leakproof' else 'in the language ' || l.lanname end || ', as only a superuser makes one'
from pg_proc p join pg_language l on l.oid = p.prolang
where p.oid >= 16384 and p.prokind <> 'a' and (p.proleakproof or not l.lanpltrusted)
  -- The constructors of a range come with it.
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype in ('e', 'i'))
union all
select 'function ' || p.oid::regprocedure || ': sets ' || split_part(c, '=', 1) || ', as only a superuser may'
from pg_proc p cross join unnest(p.proconfig) c
left join pg_settings s on lower(s.name) = lower(split_part(c, '=', 1))
where p.oid >= 16384 and (s.name is null or s.context like 'superuser%')
  and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
union all
select 'type ' || t.oid::regtype || ': a shell without a definition' from pg_type t where t.oid >= 16384 and not t.typisdefined
order by what
