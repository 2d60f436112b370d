-- A repeated post is a second message again.
drop table game.chat_history_keys;
