-- The pages of "my campaigns", newest first.
-- depends-on: 006
create index campaigns_of_owner on game.campaigns (owner_id, created_at desc, campaign_id desc);
