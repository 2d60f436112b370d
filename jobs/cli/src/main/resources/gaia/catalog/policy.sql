select 'pg_policy'::regclass::oid as class, p.oid, 0 as sub, p.polrelid::regclass::text as "in",
  quote_ident(p.polname) as name, 'pg_class'::regclass::oid as of_class, p.polrelid as of_oid, 0 as of_sub,
  concat_ws(' ',
    case when p.polpermissive then 'as permissive' else 'as restrictive' end,
    case p.polcmd when 'r' then 'for select' when 'a' then 'for insert' when 'w' then 'for update'
      when 'd' then 'for delete' else 'for all' end,
    'to ' || (select string_agg(role, ', ' order by role) from (
      select case r when 0 then 'public' else r::regrole::text end as role from unnest(p.polroles) r) roles),
    'using (' || pg_get_expr(p.polqual, p.polrelid) || ')',
    'with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')') as definition,
  obj_description(p.oid, 'pg_policy') as comment
from pg_policy p
where p.oid >= 16384
order by 4, 5;
