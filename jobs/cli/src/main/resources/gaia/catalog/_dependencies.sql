select d.classid as class, d.objid as oid, d.objsubid as sub,
  d.refclassid as of_class, d.refobjid as of_oid, d.refobjsubid as of_sub
from pg_depend d
where d.objid >= 16384 and d.refobjid >= 16384 and d.deptype in ('n', 'a', 'i');
