select 'pg_proc'::regclass::oid as class, p.oid, 0 as sub, p.pronamespace::regnamespace::text as "in",
  quote_ident(p.proname) || '(' || oidvectortypes(p.proargtypes) || ')' as name,
  'pg_namespace'::regclass::oid as of_class, p.pronamespace as of_oid, 0 as of_sub,
  p.proowner::regrole::text as owner,
  case p.prokind when 'p' then 'procedure' when 'w' then 'window function' end as form,
  pg_get_function_arguments(p.oid) as arguments,
  pg_get_function_result(p.oid) as returns,
  pg_get_functiondef(p.oid) as definition,
  obj_description(p.oid, 'pg_proc') as comment
from pg_proc p
where p.oid >= 16384 and p.prokind <> 'a'
order by 4, 5;
