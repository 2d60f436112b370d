-- `alter database ... set` and `alter role ... set`, of our roles and their logins or of all at once.
select 'pg_db_role_setting'::regclass::oid as class, 0 as oid, 0 as sub,
  case when s.setrole = 0 and s.setdatabase = 0 then 'role all'
    else concat_ws(' in ', 'role ' || quote_ident(r.rolname), case when s.setdatabase <> 0 then 'database' end) end as "in",
  split_part(setting, '=', 1) as name,
  case when r.rolname ~ '^gaia_' then 'pg_authid' else 'pg_database' end::regclass::oid as of_class,
  case when r.rolname ~ '^gaia_' then r.oid else (select oid from pg_database where datname = current_database()) end as of_oid,
  0 as of_sub,
  case when r.rolname ~ '^gaia-' then 'yes' end as login,
  substr(setting, strpos(setting, '=') + 1) as value,
  -- One that is nowhere to be seen as well.
  case when g.context is null or g.context like 'superuser%' then 'yes' end as "of superusers"
from pg_db_role_setting s
cross join unnest(s.setconfig) setting
left join pg_roles r on r.oid = s.setrole
left join (select name, context from pg_settings) g on lower(g.name) = lower(split_part(setting, '=', 1))
where (s.setdatabase = 0 or s.setdatabase = (select oid from pg_database where datname = current_database()))
  and (s.setrole = 0 or r.rolname ~ '^gaia_' or r.rolcanlogin and r.rolname ~ '^gaia-')
order by 4, 5;
