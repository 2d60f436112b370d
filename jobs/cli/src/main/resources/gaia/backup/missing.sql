-- Whoever is named and is not there yet: it never logs in.
do $gaia$
declare
  missing text;
begin
  foreach missing in array array[{roles}]::text[] loop
    if not exists (select from pg_roles where quote_ident(rolname) = missing) then
      execute 'create role ' || missing || ' nologin';
    end if;
  end loop;
end
$gaia$;
