-- Takes every room with it.
drop table game.rooms;
