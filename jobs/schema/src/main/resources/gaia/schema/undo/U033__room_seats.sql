-- Takes every seat with it; the rooms stay.
drop table game.room_seats;
