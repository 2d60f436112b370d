-- A person may be given one right on one session or campaign, for a time; the same right again renews that row.
create table auth.access_control (
  access_id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users,
  resource_type text not null,
  resource_id varchar(255) not null,
  permission text not null,
  granted_by uuid,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint access_control_permission_once unique (user_id, resource_type, resource_id, permission),
  constraint access_control_resource_type_known check (resource_type in ('session', 'campaign')),
  constraint access_control_permission_known check (permission in ('read', 'invite', 'manage'))
);

create trigger set_updated_at before update on auth.access_control
for each row execute function ops.set_updated_at();
