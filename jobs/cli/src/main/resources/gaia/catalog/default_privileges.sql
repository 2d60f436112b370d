-- How what a role makes from now on is granted, as far as it differs from PostgreSQL's own defaults.
with held as (
  select d.defaclrole, d.defaclnamespace, d.defaclobjtype, a.grantee, lower(a.privilege_type) as privilege,
    case when a.is_grantable then 'with grant option' else 'granted' end as state
  from pg_default_acl d
  cross join aclexplode(d.defaclacl) a
), standard as (
  select d.defaclrole, d.defaclnamespace, d.defaclobjtype, a.grantee, lower(a.privilege_type) as privilege
  from pg_default_acl d
  cross join aclexplode(acldefault(case d.defaclobjtype when 'S' then 's' else d.defaclobjtype end, d.defaclrole)) a
  where d.defaclnamespace = 0
)
select 'pg_default_acl'::regclass::oid as class, 0 as oid, 0 as sub,
  case defaclobjtype when 'r' then 'tables' when 'S' then 'sequences' when 'f' then 'functions'
    when 'T' then 'types' else 'schemas' end
    || ' of ' || defaclrole::regrole
    || case when defaclnamespace <> 0 then ' in schema ' || defaclnamespace::regnamespace else '' end as "in",
  case grantee when 0 then 'public' else grantee::regrole::text end as name,
  privilege as fact,
  case when h.state is null then 'revoked' else h.state end as value
from held h
full join standard s using (defaclrole, defaclnamespace, defaclobjtype, grantee, privilege)
where h.state is null or s.privilege is null or h.state <> 'granted' and grantee <> defaclrole
order by 4, 5, 6;
