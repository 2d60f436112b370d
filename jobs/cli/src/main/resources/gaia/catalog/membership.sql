-- What our roles are members of, and who else may act as them; a login's own role and who made the roles differ from server
-- to server.
select 'pg_auth_members'::regclass::oid as class, 0 as oid, 0 as sub, m.roleid::regrole::text as "in",
  m.member::regrole::text as name, 'pg_authid'::regclass::oid as of_class,
  case when member.rolname ~ '^gaia_' then member.oid else role.oid end as of_oid, 0 as of_sub,
  case when bool_or(m.admin_option) then 'yes' end as admin,
  case when not bool_or(coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true)) then 'no' end as inherit,
  case when not bool_or(coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)) then 'no' end as set,
  string_agg(distinct m.grantor::regrole::text, ', ') as "granted by",
  case when member.rolcanlogin then 'yes' end as login
from pg_auth_members m
join pg_roles role on role.oid = m.roleid
join pg_roles member on member.oid = m.member
where not role.rolcanlogin and case
  -- Of logins only those that act as what they were not made for: the owner, or another function than their name says.
  when member.rolcanlogin then role.rolname ~ '^gaia_' and not member.rolsuper
    and (coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true) or coalesce((to_jsonb(m) ->> 'set_option')::boolean, true))
    and (role.rolname = 'gaia_owner'
      or role.rolname <> 'gaia_' || substring(member.rolname from '^gaia-([a-z]+)(?:@.+|-[ab])$'))
    -- Whoever made a role may administer it and no more, and so may give it to itself.
    and not exists (
      select from pg_auth_members made
      where made.roleid = m.roleid and made.member = m.member and made.admin_option
        and to_jsonb(made) ->> 'inherit_option' = 'false' and to_jsonb(made) ->> 'set_option' = 'false')
  -- Whether the server's own roles may be handed on differs too: these the bootstrap hands on where it may.
  else not (role.rolname in ('pg_read_all_stats', 'pg_signal_backend') and member.rolname = 'gaia_owner')
    and (member.rolname ~ '^gaia_' or role.rolname ~ '^gaia_' and member.rolname <> 'cloudsqlsuperuser')
  end
group by m.roleid, m.member, role.oid, member.oid, member.rolname, member.rolcanlogin
order by m.roleid::regrole::text, m.member::regrole::text;
