-- Takes every thread with it.
drop table board.threads;
