-- Whoever made our roles may lend them to itself, and gives them back right after.
do $gaia$
declare
  modern constant boolean := current_setting('server_version_num')::integer >= 160000;
  may constant text := case when modern then 'set' else 'member' end;
  maker constant regrole := quote_ident(current_user)::regrole;
  receiver constant regrole := {role}::regrole;
  room constant text := {room};
  has_room constant boolean := {hasRoom};
  wanted regrole;
  back text[] := '{}';
  statement text;
begin
  foreach wanted in array array[{owner}::regrole, receiver] loop
    if not pg_has_role(maker, wanted, may) or modern and not pg_has_role(maker, wanted, 'usage') then
      back := coalesce((
        select format('grant %s to %s with inherit %s, set %s', wanted, maker, j ->> 'inherit_option', j ->> 'set_option')
        from pg_auth_members m cross join to_jsonb(m) j
        where modern and m.roleid = wanted and m.member = maker and m.grantor = maker
      ), format('revoke %s from %s', wanted, maker)) || back;
      execute format('grant %s to %s', wanted, maker) || case when modern then ' with inherit true, set true' else '' end;
    end if;
  end loop;
  if not has_room then execute format('grant create on %s to %s', room, receiver); end if;
  if {by} then execute format('set role %s', receiver); end if;
  execute {sql};
  execute format('set role %s', maker);
  if not has_room then execute format('revoke create on %s from %s', room, receiver); end if;
  foreach statement in array back loop execute statement; end loop;
exception when insufficient_privilege or invalid_grant_operation then
  raise warning '%, so this was not done: %', sqlerrm, {sql};
end
$gaia$;
