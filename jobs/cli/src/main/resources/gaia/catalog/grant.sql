-- What is granted beside PostgreSQL's own defaults, or those of the extension that it came with, and what of those is revoked.
with objects as (
  select 'pg_class'::regclass::oid as class, c.oid, c.relowner as owner,
    case c.relkind when 'S' then 'sequence ' else 'table ' end || c.oid::regclass as "on", '' as part,
    c.relacl as acl, acldefault(case c.relkind when 'S' then 's' else 'r' end::"char", c.relowner) as standard
  from pg_class c
  where c.oid >= 16384 and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and c.relacl is not null
  union all
  select 'pg_class'::regclass, c.oid, c.relowner, 'table ' || c.oid::regclass, ' (' || quote_ident(a.attname) || ')',
    a.attacl, acldefault('c', c.relowner)
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.oid >= 16384 and a.attacl is not null and not a.attisdropped
  union all
  select 'pg_proc'::regclass, p.oid, p.proowner,
    case p.prokind when 'p' then 'procedure ' else 'function ' end || p.pronamespace::regnamespace || '.'
      || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')', '',
    p.proacl, acldefault('f', p.proowner)
  from pg_proc p
  where p.oid >= 16384 and p.proacl is not null
  union all
  select 'pg_type'::regclass, t.oid, t.typowner, 'type ' || t.oid::regtype, '', t.typacl, acldefault('T', t.typowner)
  from pg_type t
  where t.oid >= 16384 and t.typacl is not null
  union all
  select 'pg_namespace'::regclass, n.oid, n.nspowner, 'schema ' || n.oid::regnamespace, '',
    n.nspacl, acldefault('n', n.nspowner)
  from pg_namespace n
  where (n.oid >= 16384 or n.oid = 2200) and n.nspacl is not null
  union all
  select 'pg_database'::regclass, d.oid, d.datdba, 'database', '', d.datacl, acldefault('d', d.datdba)
  from pg_database d
  where d.datname = current_database() and d.datacl is not null
), born as (
  select o.*, coalesce(i.initprivs, o.standard) as given
  from objects o
  left join pg_init_privs i on o.part = '' and i.privtype = 'e' and (i.classoid, i.objoid, i.objsubid) = (o.class, o.oid, 0)
), held as (
  select class, oid, owner, "on", part, a.grantee, lower(a.privilege_type) as privilege,
    case when bool_or(a.is_grantable) then 'with grant option' else 'granted' end as state,
    -- Whoever holds something with grant option may hand it on, and no revoke of the owner's takes that back.
    case when bool_and(a.grantor <> owner) then ' by ' || string_agg(distinct a.grantor::regrole::text, ', ') end as by
  from born cross join aclexplode(acl) a
  group by 1, 2, 3, 4, 5, 6, 7
), standard as (
  select class, oid, owner, "on", part, a.grantee, lower(a.privilege_type) as privilege
  from born cross join aclexplode(given) a
)
select class as of_class, oid as of_oid, 0 as of_sub, 'pg_authid'::regclass::oid as class, 0 as oid, 0 as sub,
  "on" as "in", case grantee when 0 then 'public' else grantee::regrole::text end as name,
  privilege || part as fact,
  coalesce(h.state || coalesce(h.by, ''), 'revoked') as value
from held h
full join standard s using (class, oid, owner, "on", part, grantee, privilege)
where (h.state is null or s.privilege is null or h.state <> 'granted' and grantee <> owner)
  -- A partition is compared as its table, and what is granted on both is the table's, whoever owns the partition.
  and not exists (
    select from pg_class partition
    join pg_class whole on whole.oid = pg_partition_root(partition.oid)
    cross join aclexplode(whole.relacl) a
    where partition.oid = h.oid and h.class = 'pg_class'::regclass and h.part = '' and partition.relispartition
      and (whole.relowner = h.owner or h.grantee not in (h.owner, whole.relowner))
      and a.grantee = h.grantee and lower(a.privilege_type) = h.privilege
      and a.is_grantable = (h.state = 'with grant option'))
order by 7, 8, 9;
