-- The counts stay as they are and follow nothing any more.
drop trigger count_changed_message on chat.messages;
drop trigger count_message on chat.messages;
drop function chat.count_message();
