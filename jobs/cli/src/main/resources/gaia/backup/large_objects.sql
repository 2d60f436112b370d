-- What makes large objects, all as the database's owner: 1 empty ones, 2 then gives them away, 3 grants, 4 revokes.
with object as (
  select o.oid, o.lomowner as owner, o.lomacl as acl, nullif(o.lomowner, d.datdba)::regrole::text as other
  from pg_largeobject_metadata o join pg_database d on d.datname = current_database()
), granted as (
  select o.oid, o.owner, o.other, a.grantee, a.is_grantable,
    string_agg(distinct lower(a.privilege_type), ', ') as privileges
  from object o cross join aclexplode(o.acl) a
  where a.grantee <> o.owner
  group by o.oid, o.owner, o.other, a.grantee, a.is_grantable
)
select 1 as step, null as role, format(
    'do $of$ begin perform pg_catalog.lo_create(o) from pg_catalog.unnest(%L::pg_catalog.oid[]) o; end $of$',
    array_agg(oid order by oid)) as statement
from (select oid, (row_number() over (order by oid) - 1) / 1000 as part from object) o
group by part
union all
-- Few at once, since each is locked until the end of the transaction.
select 2, other, format(
    'do $of$ declare o pg_catalog.oid; begin foreach o in array %L::pg_catalog.oid[] loop '
    'execute pg_catalog.concat(''alter large object '', o, '' owner to '', %L); end loop; end $of$',
    array_agg(oid order by oid), other)
from (
  select oid, other, (row_number() over (partition by other order by oid) - 1) / 10 as part
  from object where other is not null) o
group by other, part
union all
select 3, other, format('grant %s on large object %s to %s', privileges, string_agg(oid::text, ', ' order by oid),
  case grantee when 0 then 'public' else grantee::regrole::text end || case when is_grantable then ' with grant option' else '' end)
from granted
group by other, privileges, grantee, is_grantable
union all
select 4, other, format('revoke %s on large object %s from %s', privilege, string_agg(oid::text, ', ' order by oid), owner::regrole)
from object cross join unnest(array['select', 'update']) privilege
where acl is not null
  and not exists (select from aclexplode(acl) a where a.grantee = owner and lower(a.privilege_type) = privilege)
group by other, owner, privilege
order by step, role, statement
