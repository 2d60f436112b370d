-- Who was deactivated, or is no admin, is refused by the statement itself, even where it would find nothing.
-- depends-on: 004
create function auth.require_active(person uuid) returns boolean
language plpgsql
stable
as $$
begin
  if exists (select from auth.users u where u.user_id = person and not u.is_active) then
    raise exception using errcode = 'GA001', message = 'this person is deactivated';
  end if;
  return true;
end
$$;

create function auth.require_admin(person uuid) returns boolean
language plpgsql
stable
as $$
begin
  if not exists (select from auth.users u where u.user_id = person and u.is_admin) then
    perform auth.require_active(person);
    raise exception using errcode = 'GA002', message = 'this person is no admin';
  end if;
  return auth.require_active(person);
end
$$;
