-- Takes every participation with it; the boardrooms' counts stay as they are.
drop table board.participants;
drop function board.count_participant();
