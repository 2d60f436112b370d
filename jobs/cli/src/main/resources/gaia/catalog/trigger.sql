-- The copies that partitions have of their parent's belong to the parent.
select 'pg_trigger'::regclass::oid as class, t.oid, 0 as sub, t.tgrelid::regclass::text as "in",
  quote_ident(t.tgname) as name, 'pg_class'::regclass::oid as of_class, t.tgrelid as of_oid, 0 as of_sub,
  pg_get_triggerdef(t.oid) as definition,
  case t.tgenabled when 'O' then null when 'D' then 'disable' when 'A' then 'enable always' else 'enable replica' end
    as state,
  obj_description(t.oid, 'pg_trigger') as comment
from pg_trigger t
where t.oid >= 16384 and not t.tgisinternal and t.tgparentid = 0
order by 4, 5;
