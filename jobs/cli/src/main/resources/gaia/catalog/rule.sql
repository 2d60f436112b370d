select 'pg_rewrite'::regclass::oid as class, r.oid, 0 as sub, r.ev_class::regclass::text as "in",
  quote_ident(r.rulename) as name, 'pg_class'::regclass::oid as of_class, r.ev_class as of_oid, 0 as of_sub,
  pg_get_ruledef(r.oid) as definition,
  case r.ev_enabled when 'O' then null when 'D' then 'disable' when 'A' then 'enable always' else 'enable replica' end
    as state,
  obj_description(r.oid, 'pg_rewrite') as comment
from pg_rewrite r
where r.oid >= 16384 and r.rulename <> '_RETURN'
order by 4, 5;
