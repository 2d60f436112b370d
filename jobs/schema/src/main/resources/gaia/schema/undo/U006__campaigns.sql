-- Takes every campaign with it.
drop table game.campaigns;
