-- Of a partition or an heir only its own ones; 'n' is how newer servers record not null, 't' a constraint trigger.
select 'pg_constraint'::regclass::oid as class, c.oid, 0 as sub, c.conrelid::regclass::text as "in",
  quote_ident(c.conname) as name, 'pg_class'::regclass::oid as of_class, c.conrelid as of_oid, 0 as of_sub,
  case c.contype when 'p' then 'primary key' when 'u' then 'unique' when 'f' then 'foreign key'
    when 'x' then 'exclusion' else 'check' end as form,
  regexp_replace(pg_get_constraintdef(c.oid), ' NOT VALID$', '') as definition,
  case when not c.convalidated then 'no' end as valid,
  case when not x.indisvalid then 'no' end as "index valid",
  switched_off.tables as "unchecked on",
  array_to_string(i.reloptions, ', ') as options,
  (select quote_ident(s.spcname) from pg_tablespace s where s.oid = i.reltablespace) as tablespace,
  obj_description(c.oid, 'pg_constraint') as comment
from pg_constraint c
left join pg_class i on i.oid = c.conindid and c.contype in ('p', 'u', 'x')
left join pg_index x on x.indexrelid = i.oid
-- The server's own triggers check it, and a superuser can switch them off, on either table or on one partition.
left join (
  select coalesce(nullif(above.conparentid, 0), above.oid, k.oid) as of_oid,
    string_agg(distinct t.tgrelid::regclass::text, ', ') as tables
  from pg_trigger t
  join pg_constraint k on k.oid = t.tgconstraint
  left join pg_constraint above on above.oid = k.conparentid
  where t.tgisinternal and t.tgenabled <> 'O'
  group by 1) switched_off on switched_off.of_oid = c.oid
where c.oid >= 16384 and c.conrelid <> 0 and c.contype in ('c', 'p', 'u', 'f', 'x')
  and c.conparentid = 0 and c.conislocal
order by 4, 5;
