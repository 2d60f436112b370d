-- Takes every message of every campaign with it.
drop table game.chat_history;
