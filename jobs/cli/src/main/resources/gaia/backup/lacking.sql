-- Who may make no roles hears of all that are missing at once, before anything is done.
do $gaia$
declare
  missing constant text := (
    select string_agg(role, ', ' order by role) from unnest(array[{roles}]::text[]) role
    where not exists (select from pg_roles where quote_ident(rolname) = role));
begin
  if missing <> '' and not (select rolcreaterole or rolsuper from pg_roles where rolname = current_user) then
    raise exception '% may make no roles, and these are missing: %', current_user, missing
      using hint = 'let somebody who may make roles say create role ... nologin for each of them';
  end if;
end
$gaia$;
