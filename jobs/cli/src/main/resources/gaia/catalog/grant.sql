-- What is granted beside PostgreSQL's own defaults, or those of the extension that it came with, and what of those is revoked.
-- First of what came with the server, which is a superuser's to grant; in the cloud it has many a grant of its own, so there
-- only ours count.
with brought as (
  select p.oid, 'pg_proc'::regclass as class, 0 as sub, p.proowner as owner,
    case p.prokind when 'p' then 'procedure ' else 'function ' end || p.pronamespace::regnamespace || '.'
      || quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')' as "on", '' as part,
    p.proacl as acl, acldefault('f', p.proowner) as usual
  from pg_proc p
  where p.oid < 16384 and p.proacl is not null
  union all
  select c.oid, 'pg_class'::regclass, 0, c.relowner,
    'table ' || c.relnamespace::regnamespace || '.' || quote_ident(c.relname), '', c.relacl, acldefault('r', c.relowner)
  from pg_class c
  where c.oid < 16384 and c.relkind in ('r', 'v') and c.relacl is not null
  union all
  select c.oid, 'pg_class'::regclass, a.attnum, c.relowner,
    'table ' || c.relnamespace::regnamespace || '.' || quote_ident(c.relname), ' (' || quote_ident(a.attname) || ')',
    a.attacl, acldefault('c', c.relowner)
  from pg_attribute a join pg_class c on c.oid = a.attrelid
  where c.oid < 16384 and a.attacl is not null
  union all
  select t.oid, 'pg_type'::regclass, 0, t.typowner, 'type ' || format_type(t.oid, null), '', t.typacl, acldefault('T', t.typowner)
  from pg_type t
  where t.oid < 16384 and t.typacl is not null
  union all
  select n.oid, 'pg_namespace'::regclass, 0, n.nspowner, 'schema ' || n.oid::regnamespace, '', n.nspacl, acldefault('n', n.nspowner)
  from pg_namespace n
  where n.oid < 16384 and n.oid <> 2200 and n.nspacl is not null
  union all
  select l.oid, 'pg_language'::regclass, 0, l.lanowner, 'language ' || quote_ident(l.lanname), '',
    l.lanacl, acldefault('l', l.lanowner)
  from pg_language l
  where l.oid < 16384 and l.lanacl is not null
  union all
  select s.oid, 'pg_tablespace'::regclass, 0, s.spcowner, 'tablespace ' || quote_ident(s.spcname), '',
    s.spcacl, acldefault('t', s.spcowner)
  from pg_tablespace s
  where s.spcacl is not null
  union all
  select p.oid, 'pg_parameter_acl'::regclass, 0, 10, 'parameter ' || p.parname, '', p.paracl, acldefault('p', 10)
  from pg_parameter_acl p
), brought_held as (
  select "on", part, a.grantee, lower(a.privilege_type) as privilege,
    case when bool_or(a.is_grantable) then 'with grant option' else 'granted' end as state
  from brought cross join aclexplode(acl) a
  group by 1, 2, 3, 4
), brought_standard as (
  select b."on", b.part, a.grantee, lower(a.privilege_type) as privilege,
    case when bool_or(a.is_grantable) then 'with grant option' else 'granted' end as state
  from brought b
  left join pg_init_privs i on i.classoid = b.class and i.objoid = b.oid and i.objsubid = b.sub
  cross join aclexplode(coalesce(i.initprivs, b.usual)) a
  group by 1, 2, 3, 4
), objects as (
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
  select 'pg_foreign_data_wrapper'::regclass, w.oid, w.fdwowner, 'foreign data wrapper ' || quote_ident(w.fdwname), '',
    w.fdwacl, acldefault('F', w.fdwowner)
  from pg_foreign_data_wrapper w
  where w.fdwacl is not null
  union all
  select 'pg_foreign_server'::regclass, s.oid, s.srvowner, 'foreign server ' || quote_ident(s.srvname), '',
    s.srvacl, acldefault('S', s.srvowner)
  from pg_foreign_server s
  where s.srvacl is not null
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
union all
select 'pg_database'::regclass, (select oid from pg_database where datname = current_database()), 0,
  'pg_authid'::regclass, 0, 0, "on", case grantee when 0 then 'public' else grantee::regrole::text end,
  privilege || part, coalesce(h.state, 'revoked')
from brought_held h
full join brought_standard s using ("on", part, grantee, privilege)
where h.state is distinct from s.state
  -- What everybody may do with the information schema stands nowhere but there.
  and (case grantee when 0 then pg_get_userbyid(10) !~ '^cloudsql' and "on" !~ '^(schema|table) information_schema' else grantee::regrole::text ~ '^"?gaia[_-]' end)
order by 7, 8, 9;
