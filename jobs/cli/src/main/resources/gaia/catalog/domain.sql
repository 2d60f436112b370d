select 'pg_type'::regclass::oid as class, t.oid, 0 as sub, t.typnamespace::regnamespace::text as "in",
  quote_ident(t.typname) as name, 'pg_namespace'::regclass::oid as of_class, t.typnamespace as of_oid, 0 as of_sub,
  t.typowner::regrole::text as owner,
  format_type(t.typbasetype, t.typtypmod) as base,
  case when t.typcollation <> b.typcollation then t.typcollation::regcollation::text end as collation,
  case when t.typnotnull then 'yes' end as "not null",
  pg_get_expr(t.typdefaultbin, 0) as "default",
  obj_description(t.oid, 'pg_type') as comment
from pg_type t
join pg_type b on b.oid = t.typbasetype
where t.oid >= 16384 and t.typtype = 'd'
order by 4, 5;
