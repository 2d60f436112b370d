-- One row a session and person, whatever they join and leave; how they came is kept by value and outlives the invite.
create table public.campaign_session_members (
  session_id varchar(255) not null references public.campaign_sessions on delete cascade,
  user_id uuid not null references auth.users,
  role text not null,
  status text not null,
  joined_at timestamptz not null,
  left_at timestamptz,
  removed_at timestamptz,
  invite_id uuid,
  invited_by uuid,
  use_number integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (session_id, user_id),
  constraint campaign_session_members_role_known check (role in ('host', 'member')),
  constraint campaign_session_members_status_known check (status in ('active', 'left', 'removed'))
);

-- The pages of "my sessions", newest first.
create index members_of_user on public.campaign_session_members (user_id, created_at desc, session_id desc)
where status = 'active';

-- The pages of one session's members, newest first.
create index members_of_session on public.campaign_session_members (session_id, created_at desc, user_id desc);

create trigger set_updated_at before update on public.campaign_session_members
for each row execute function ops.set_updated_at();
