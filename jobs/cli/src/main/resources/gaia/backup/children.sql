-- What is made on a whole table makes indexes and keys of its partitions, by any names that are free.
do $gaia$
declare
  child record;
  aside boolean;
  said text;
begin
  -- One may have to have the name that another has.
  foreach aside in array array[true, false] loop
    for child in
      with named (whole, partition, key, name) as (values
        {children})
      select x.oid, null::regclass as of, x.relname as called, n.name
      from named n
      join pg_index i on i.indrelid = n.partition::regclass and pg_partition_root(i.indexrelid) = n.whole::regclass
      join pg_class x on x.oid = i.indexrelid and x.relname <> n.name
      where n.key is null
      union all
      select k.oid, k.conrelid, k.conname, n.name
      from named n
      join pg_constraint k on k.conrelid = n.partition::regclass and k.contype = 'f' and k.conname <> n.name
      where (n.whole::regclass::oid, n.key) = (
        with recursive above as (
          select k.conrelid, k.conname, k.conparentid
          union all
          select p.conrelid, p.conname, p.conparentid from above join pg_constraint p on p.oid = above.conparentid)
        select conrelid, conname from above where conparentid = 0)
    loop
      said := case when aside then 'gaia ' || child.oid else child.name end;
      execute case when child.of is null then format('alter index %s rename to %I', child.oid::regclass, said)
        else format('alter table %s rename constraint %I to %I', child.of, child.called, said) end;
    end loop;
  end loop;
end
$gaia$;
