-- Whoever made our roles may lend them to itself, and gives them back right after.
do $gaia$
declare
  modern constant boolean := current_setting('server_version_num')::integer >= 160000;
  maker constant name := current_user;
  room constant text := {room};
  has_room constant boolean := {hasRoom};
begin
  execute format('grant {owner}, {role} to %I', maker)
    || case when modern then ' with inherit true, set true' else '' end;
  if not has_room then execute 'grant create on ' || room || ' to {role}'; end if;
  {become}execute {sql};
  execute format('set role %I', maker);
  if not has_room then execute 'revoke create on ' || room || ' from {role}'; end if;
  if not {isOwner} then execute format('revoke {role} from %I', maker); end if;
  if modern then execute format('grant {owner} to %I with set true, inherit %s', maker, (maker = session_user)::text); end if;
exception when insufficient_privilege then
  raise warning '%, so this was not done: %', sqlerrm, {sql};
end
$gaia$;
