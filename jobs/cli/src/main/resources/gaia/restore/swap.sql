-- Both renames or none, as whoever makes databases, who for that moment has to be like the owners of them.
-- A name in the block could end its quotes.
select set_config('gaia.live', {live}, true), set_config('gaia.restored', {restored}, true), set_config('gaia.old', {old}, true);
do $gaia$
declare
  me constant regrole := quote_ident(current_user)::regrole;
  live constant text := current_setting('gaia.live');
  restored constant text := current_setting('gaia.restored');
  old constant text := current_setting('gaia.old');
  modern constant boolean := current_setting('server_version_num')::integer >= 160000;
  owner regrole;
  lent regrole[] := '{}';
  back text[] := '{}';
begin
  for owner in select distinct datdba::regrole from pg_database where datname in (live, restored) loop
    if not pg_has_role(me, owner, 'usage') then
      lent := lent || owner;
      back := back || coalesce((
        select format('grant %s to %s', owner, me)
          || case when modern then format(' with inherit %s, set %s', j ->> 'inherit_option', j ->> 'set_option') else '' end
        from pg_auth_members m cross join to_jsonb(m) j
        where m.roleid = owner and m.member = me and m.grantor = me
      ), format('revoke %s from %s', owner, me));
      execute format('grant %s to %s', owner, me) || case when modern then ' with inherit true, set true' else '' end;
    end if;
  end loop;
  if exists (select from pg_database where datname = live) then
    execute format('alter database %I rename to %I', live, old);
  end if;
  execute format('alter database %I rename to %I', restored, live);
  for i in 1 .. cardinality(lent) loop
    execute back[i];
  end loop;
end
$gaia$;
