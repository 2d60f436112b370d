-- Takes every boardroom with it.
drop table board.boardrooms;
