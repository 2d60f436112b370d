-- Takes every meeting with it.
drop table board.sessions;
