-- Objects that the catalog knows by two addresses, or that are part of another: the second pair of columns is ours.
select 'pg_rewrite'::regclass::oid as class, r.oid, 0 as sub, 'pg_class'::regclass::oid as of_class, r.ev_class as of_oid, 0 as of_sub
from pg_rewrite r where r.oid >= 16384 and r.rulename = '_RETURN'
union all
select 'pg_type'::regclass, t.oid, 0, 'pg_class'::regclass, t.typrelid, 0
from pg_type t join pg_class c on c.oid = t.typrelid where t.oid >= 16384 and c.relkind <> 'c'
union all
select 'pg_class'::regclass, c.oid, 0, 'pg_type'::regclass, c.reltype, 0
from pg_class c where c.oid >= 16384 and c.relkind = 'c'
union all
select 'pg_type'::regclass, t.oid, 0, 'pg_type'::regclass, t.typelem, 0
from pg_type t where t.oid >= 16384 and t.typelem >= 16384 and t.typtype = 'b'
union all
select 'pg_type'::regclass, r.rngmultitypid, 0, 'pg_type'::regclass, r.rngtypid, 0
from pg_range r where r.rngtypid >= 16384
union all
select 'pg_class'::regclass, c.conindid, 0, 'pg_constraint'::regclass, c.oid, 0
from pg_constraint c where c.oid >= 16384 and c.contype in ('p', 'u', 'x')
union all
select 'pg_attrdef'::regclass, d.oid, 0, 'pg_class'::regclass, d.adrelid, d.adnum::integer
from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum join pg_class c on c.oid = d.adrelid
where d.oid >= 16384 and (a.attgenerated <> '' or c.relkind = 'f')
union all
select d.classid, d.objid, 0, d.refclassid, d.refobjid, d.refobjsubid
from pg_depend d
where d.deptype = 'i' and d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjsubid > 0
union all
-- The constructors and casts that come with a range.
select d.classid, d.objid, 0, d.refclassid, d.refobjid, 0
from pg_depend d
where d.deptype = 'i' and d.classid in ('pg_proc'::regclass, 'pg_cast'::regclass) and d.refclassid = 'pg_type'::regclass
union all
select d.classid, d.objid, 0, d.refclassid, d.refobjid, 0
from pg_depend d where d.deptype = 'e';
