-- 'n' is how newer servers record not null, which the domain itself says.
select 'pg_constraint'::regclass::oid as class, c.oid, 0 as sub, c.contypid::regtype::text as "in",
  quote_ident(c.conname) as name, 'pg_type'::regclass::oid as of_class, c.contypid as of_oid, 0 as of_sub,
  replace(pg_get_constraintdef(c.oid), ' NOT VALID', '') as definition,
  case when not c.convalidated then 'no' end as valid
from pg_constraint c
where c.contypid <> 0 and c.oid >= 16384 and c.contype = 'c'
order by 4, 5;
