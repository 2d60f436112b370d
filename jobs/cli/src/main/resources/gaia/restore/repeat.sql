-- What has to be said so that connect grants and settings of the second database are those of the first.
with both_of_them as (
  select d.oid, d.datname = $1 as live, d.datdba, d.datconnlimit, coalesce(d.datacl, acldefault('d', d.datdba)) as acl
  from pg_database d
  where d.datname in ($1, $2)
), held as (
  select b.live, a.grantee, lower(a.privilege_type) as privilege, a.is_grantable
  from both_of_them b cross join aclexplode(b.acl) a
  where a.grantee <> b.datdba
), setting as (
  select b.live, s.setrole, split_part(c, '=', 1) as name, substr(c, strpos(c, '=') + 1) as value
  from both_of_them b
  join pg_db_role_setting s on s.setdatabase = b.oid
  cross join unnest(s.setconfig) c
), statement as (
  select 1 as step, 'owner' as who,
    format('revoke %s on database %I from %s cascade', privilege, $2, case grantee when 0 then 'public' else grantee::regrole::text end) as sql
  from held h
  where not live
    and not exists (
      select from held l where l.live and (l.grantee, l.privilege, l.is_grantable) = (h.grantee, h.privilege, h.is_grantable)
    )
  union all
  select 2, 'owner',
    format('grant %s on database %I to %s', privilege, $2, case grantee when 0 then 'public' else grantee::regrole::text end)
      || case when is_grantable then ' with grant option' else '' end
  from held h
  where live
    and not exists (
      select from held n where not n.live and (n.grantee, n.privilege, n.is_grantable) = (h.grantee, h.privilege, h.is_grantable)
    )
  union all
  select 3, 'owner', format('alter database %I connection limit %s', $2, l.datconnlimit)
  from both_of_them l join both_of_them n on l.live and not n.live and l.datconnlimit <> n.datconnlimit
  union all
  select 4, case n.setrole when 0 then 'owner' else 'maker' end,
    'alter ' || coalesce('role ' || nullif(n.setrole, 0)::regrole || ' in ', '') || format('database %I reset %s', $2, n.name)
  from setting n
  where not n.live
    and not exists (select from setting l where l.live and (l.setrole, l.name) = (n.setrole, n.name))
  union all
  -- Values of these are lists of names, which PostgreSQL keeps quoted already.
  select 5, case l.setrole when 0 then 'owner' else 'maker' end,
    'alter ' || coalesce('role ' || nullif(l.setrole, 0)::regrole || ' in ', '') || format('database %I set %s to ', $2, l.name)
      || case
        when l.value <> '' and l.name in (
          'search_path', 'temp_tablespaces', 'local_preload_libraries', 'session_preload_libraries', 'shared_preload_libraries'
        ) then regexp_replace(l.value, '(^|, ?)""(?=,|$)', '\1''''', 'g')
        else quote_literal(l.value)
      end
  from setting l
  where l.live
    and not exists (
      select from setting n where not n.live and (n.setrole, n.name, n.value) = (l.setrole, l.name, l.value)
    )
)
select s.who, s.sql
from statement s
-- An empty database that nobody has migrated yet has nothing to hand on.
where (select count(distinct datdba) = 1 and count(*) = 2 from both_of_them)
order by s.step, s.sql;
