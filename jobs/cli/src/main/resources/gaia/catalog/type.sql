select 'pg_type'::regclass::oid as class, t.oid, 0 as sub, t.typnamespace::regnamespace::text as "in",
  quote_ident(t.typname) as name, 'pg_namespace'::regclass::oid as of_class, t.typnamespace as of_oid, 0 as of_sub,
  t.typowner::regrole::text as owner,
  case t.typtype
    when 'e' then 'enum (' || (
      select coalesce(string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder), '')
      from pg_enum e where e.enumtypid = t.oid) || ')'
    when 'c' then '(' || (
      select coalesce(string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
        || case when a.attcollation <> at.typcollation then ' collate ' || a.attcollation::regcollation else '' end,
        ', ' order by a.attnum), '')
      from pg_attribute a join pg_type at on at.oid = a.atttypid
      where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped) || ')'
    when 'r' then 'range (' || (
      select concat_ws(', ', 'subtype = ' || format_type(r.rngsubtype, null),
        'subtype_opclass = ' || (
          select o.opcnamespace::regnamespace || '.' || quote_ident(o.opcname) from pg_opclass o
          where o.oid = r.rngsubopc and not o.opcdefault),
        'collation = ' || (
          select r.rngcollation::regcollation::text from pg_type s
          where s.oid = r.rngsubtype and s.typcollation <> r.rngcollation),
        'canonical = ' || nullif(r.rngcanonical::oid, 0)::regproc,
        'subtype_diff = ' || nullif(r.rngsubdiff::oid, 0)::regproc,
        'multirange_type_name = ' || r.rngmultitypid::regtype)
      from pg_range r where r.rngtypid = t.oid) || ')'
  end as definition,
  obj_description(t.oid, 'pg_type') as comment
from pg_type t
left join pg_class c on c.oid = t.typrelid
where t.oid >= 16384 and (t.typtype in ('e', 'r') or t.typtype = 'c' and c.relkind = 'c')
order by 4, 5;
