-- Takes every message with it; the conversations' counts stay as they are.
drop table chat.messages;
