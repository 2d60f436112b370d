-- Without an admin nobody could make one: those who are active are counted under a check, so the last one can't go,
-- however many go at once.
-- depends-on: 004
create table auth.admin_count (
  is_only boolean primary key default true,
  admins integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint admin_count_is_only check (is_only),
  constraint admin_count_last_stays check (admins >= 1)
);

create trigger set_updated_at before update on auth.admin_count
for each row execute function ops.set_updated_at();

-- The first admin makes the row; before that there is none to keep.
create function auth.count_admin() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_argv[0] = 'more' then
    insert into auth.admin_count as c (admins) values (1)
    on conflict (is_only) do update set admins = c.admins + 1;
  else
    update auth.admin_count set admins = admins - 1;
  end if;
  return null;
end
$$;

create trigger admin_comes after insert on auth.users
for each row when (new.is_admin and new.is_active)
execute function auth.count_admin('more');

create trigger admin_rises after update of is_admin, is_active on auth.users
for each row when (new.is_admin and new.is_active and not (old.is_admin and old.is_active))
execute function auth.count_admin('more');

create trigger admin_falls after update of is_admin, is_active on auth.users
for each row when (old.is_admin and old.is_active and not (new.is_admin and new.is_active))
execute function auth.count_admin('fewer');

create trigger admin_goes after delete on auth.users
for each row when (old.is_admin and old.is_active)
execute function auth.count_admin('fewer');

-- By now nobody else writes to the people until this commits.
insert into auth.admin_count (admins)
select count(*) from auth.users where is_admin and is_active having count(*) > 0;
