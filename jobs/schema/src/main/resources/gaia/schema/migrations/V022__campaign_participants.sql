-- Who takes part in a campaign besides its owner; a participation means nothing without the campaign.
-- depends-on: 004, 006
create table game.campaign_participants (
  campaign_id uuid not null references game.campaigns on delete cascade,
  user_id uuid not null references auth.users,
  role text not null default 'player',
  added_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (campaign_id, user_id),
  constraint campaign_participants_role_known check (role in ('game_master', 'player', 'observer'))
);

-- The pages of one campaign's participants, newest first.
create index participants_of_campaign on game.campaign_participants (campaign_id, created_at desc, user_id desc);

-- The pages of "campaigns that I take part in", newest first.
create index campaigns_of_participant on game.campaign_participants (user_id, created_at desc, campaign_id desc);

create trigger set_updated_at before update on game.campaign_participants
for each row execute function ops.set_updated_at();
