-- Known by name only: whatever else somebody can make, so that it is named and never passed over.
with others as (
  select 'pg_class'::regclass as class, oid from pg_class where relkind = 'f'
  union all select 'pg_type'::regclass, oid from pg_type where typtype = 'b' and typelem = 0 and typisdefined
  union all select 'pg_publication'::regclass, oid from pg_publication
  union all select 'pg_subscription'::regclass, s.oid
    from pg_subscription s join pg_database d on d.oid = s.subdbid and d.datname = current_database()
  union all select 'pg_event_trigger'::regclass, oid from pg_event_trigger
  union all select 'pg_foreign_data_wrapper'::regclass, oid from pg_foreign_data_wrapper
  union all select 'pg_foreign_server'::regclass, oid from pg_foreign_server
  union all select 'pg_ts_config'::regclass, oid from pg_ts_config
  union all select 'pg_ts_dict'::regclass, oid from pg_ts_dict
  union all select 'pg_collation'::regclass, oid from pg_collation
  union all select 'pg_conversion'::regclass, oid from pg_conversion
  union all select 'pg_cast'::regclass, oid from pg_cast
  union all select 'pg_operator'::regclass, oid from pg_operator
  union all select 'pg_opclass'::regclass, oid from pg_opclass
  union all select 'pg_opfamily'::regclass, oid from pg_opfamily
  union all select 'pg_am'::regclass, oid from pg_am
  union all select 'pg_language'::regclass, oid from pg_language
  union all select 'pg_transform'::regclass, oid from pg_transform
)
select o.class::oid as class, o.oid, 0 as sub, null as "in", i.type || ' ' || i.identity as name
from others o
cross join pg_identify_object(o.class, o.oid, 0) i
where o.oid >= 16384 and (i.schema is null or i.schema !~ '^"?pg_')
  and not exists (
    select from pg_namespace n
    where quote_ident(n.nspname) = i.schema and n.nspname ~ '^google_' and pg_get_userbyid(n.nspowner) ~ '^cloudsql(?!superuser)')
order by name;
