-- A person is an issuer and a subject of the identity provider; mail and names may be absent, and no password is kept.
create table auth.users (
  user_id uuid primary key,
  issuer text not null,
  subject text not null,
  email text,
  username text,
  full_name text,
  display_name text,
  is_active boolean not null default true,
  is_verified boolean not null default false,
  is_admin boolean not null default false,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint users_issuer_subject_once unique (issuer, subject),
  constraint users_display_name_length check (char_length(display_name) between 1 and 80)
);

create trigger set_updated_at before update on auth.users
for each row execute function ops.set_updated_at();
