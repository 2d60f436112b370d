-- Who breaks a rule is counted and shown; else the rules are validated, while readers and writers go on.
-- depends-on: 017
create procedure ops.validate_rules(of_table regclass)
language plpgsql
set search_path = ''
as $$
declare
  rule record;
  offenders bigint;
  told text[] := '{}';
begin
  for rule in
    select conname, pg_get_expr(conbin, conrelid) as holds
    from pg_constraint
    where conrelid = of_table and contype = 'c' and not convalidated
    order by conname
  loop
    execute format('select count(*) from %s where not (%s)', of_table, rule.holds) into offenders;
    if offenders = 0 then
      execute format('alter table %s validate constraint %I', of_table, rule.conname);
    else
      told := told || format('%s by %s', rule.conname, offenders);
    end if;
  end loop;
  if told <> '{}' then
    raise exception using
      errcode = 'check_violation',
      message = format('rows of %s break %s', of_table, array_to_string(told, ', ')),
      hint = 'mend those rows, then run it again';
  end if;
end
$$;

call ops.validate_rules('auth.users');
