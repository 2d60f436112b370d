-- An index of a whole table, when it is made, makes those of its partitions, by any names that are free.
do $gaia$
declare
  child record;
  aside boolean;
begin
  -- One may have to have the name that another has.
  foreach aside in array array[true, false] loop
    for child in
      select x.oid, v.name
      from (values
        {children}) v (whole, partition, name)
      join pg_index i on i.indrelid = v.partition::regclass
        and pg_partition_root(i.indexrelid) = v.whole::regclass
      join pg_class x on x.oid = i.indexrelid and x.relname <> v.name
    loop
      execute format('alter index %s rename to %I', child.oid::regclass,
        case when aside then 'gaia ' || child.oid else child.name end);
    end loop;
  end loop;
end
$gaia$;
