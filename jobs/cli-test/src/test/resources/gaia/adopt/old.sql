-- The eight tables of the seed, as its first program made them, with a row of every odd kind.
set role cloudsqlsuperuser;
create extension "uuid-ossp" schema public;
create schema auth;
create schema game;
create schema audit;
create function public.update_updated_at_column() returns trigger language plpgsql as $$
begin new.updated_at = now(); return new; end $$;
create type auth.provider as enum ('auth0', 'google');

create table auth.users (
  user_id uuid primary key default public.uuid_generate_v4(),
  email varchar(400),
  username varchar(300) unique,
  full_name varchar(300),
  hashed_password text,
  is_active boolean default true,
  is_admin boolean default false,
  created_at timestamp default now(),
  updated_at timestamp default now()
);
create trigger touch before update on auth.users for each row execute function public.update_updated_at_column();
create table auth.oauth_accounts (
  id serial primary key,
  user_id uuid references auth.users on delete cascade,
  provider auth.provider not null,
  provider_account_id varchar(255) not null,
  access_token text,
  refresh_token text,
  created_at timestamp default now()
);
create table auth.sessions (
  session_id uuid primary key default gen_random_uuid(),
  user_id uuid references auth.users on delete cascade,
  token text
);
create table auth.access_control (
  id serial primary key,
  user_id uuid,
  resource_type varchar(50),
  resource_id varchar(255),
  permission_type varchar(50),
  granted_at timestamp default now()
);
create table game.campaigns (
  campaign_id uuid primary key default gen_random_uuid(),
  owner_id uuid,
  name text,
  description text,
  settings json default '{}',
  is_active boolean default true,
  created_at timestamp default now()
);
create table game.campaign_participants (
  id serial primary key,
  campaign_id uuid references game.campaigns,
  user_id uuid,
  role varchar(20),
  joined_at timestamp default now()
);
create table game.chat_history (
  id bigserial,
  campaign_id uuid,
  user_id uuid,
  message_type varchar(20),
  content text,
  metadata jsonb,
  created_at timestamp default now()
);
create table audit.security_events (
  event_id serial primary key,
  user_id uuid,
  event_type varchar(100),
  ip_address inet,
  details jsonb,
  created_at timestamp default now()
);
create view game.open_campaigns as select * from game.campaigns where is_active;
create index on game.chat_history (campaign_id);

insert into auth.users (user_id, email, username, full_name, hashed_password, is_admin, created_at)
values
  ('00000000-0000-4000-8000-000000000001', 'ada@example.org', 'ada', 'Ada L', 'x', true, '2025-01-02 03:04:05'),
  ('00000000-0000-4000-8000-000000000002', null, 'bob', null, null, false, now()),
  ('00000000-0000-4000-8000-000000000003', 'ada@example.org', null, repeat('n', 250), null, false, now()),
  ('00000000-0000-4000-8000-000000000004', 'no address', 'dan', 'Dan', null, null, null);
insert into auth.oauth_accounts (user_id, provider, provider_account_id, access_token, refresh_token)
values
  ('00000000-0000-4000-8000-000000000001', 'auth0', 'auth0|1', 'secret', 'secret'),
  ('00000000-0000-4000-8000-000000000001', 'google', '77', null, null),
  ('00000000-0000-4000-8000-000000000002', 'auth0', 'auth0|2', 'secret', null),
  (null, 'auth0', 'auth0|3', null, null);
insert into auth.sessions (user_id, token) select user_id, 'live' from auth.users;
insert into game.campaigns (campaign_id, owner_id, name, description, settings)
values
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000001', 'Friday', 'dark', '{"theme": "x"}'),
  ('00000000-0000-4000-8000-00000000000b', '00000000-0000-4000-8000-000000000001', repeat('long ', 60), null, null),
  ('00000000-0000-4000-8000-00000000000c', '00000000-0000-4000-8000-0000000000ff', 'Orphan', null, '[]');
insert into game.campaign_participants (campaign_id, user_id, role)
values
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000001', 'gm'),
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000002', 'player'),
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000002', 'spectator'),
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000003', 'wizard');
insert into game.chat_history (campaign_id, user_id, message_type, content, created_at)
values
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-000000000001', 'user', 'hello', '2024-05-06 07:08:09'),
  ('00000000-0000-4000-8000-00000000000a', null, 'ai', 'well met', '2024-05-06 07:08:10'),
  ('00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-0000000000ff', 'user', 'who?', now()),
  ('00000000-0000-4000-8000-00000000000a', null, 'ai', '', now());
insert into auth.access_control (user_id, resource_type, resource_id, permission_type)
values
  ('00000000-0000-4000-8000-000000000002', 'campaign', '00000000-0000-4000-8000-00000000000a', 'write'),
  ('00000000-0000-4000-8000-000000000002', 'dungeon', '1', 'read');
insert into audit.security_events (user_id, event_type, ip_address, details)
values
  ('00000000-0000-4000-8000-0000000000ff', 'login', '10.0.0.1', '{"ok": true}'),
  (null, null, null, null);
reset role;
