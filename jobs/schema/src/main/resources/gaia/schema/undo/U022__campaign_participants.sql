-- Takes every participation with it; owners keep their campaigns.
drop table game.campaign_participants;
