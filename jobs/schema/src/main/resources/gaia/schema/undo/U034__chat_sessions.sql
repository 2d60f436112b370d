-- Takes every conversation with it.
drop table chat.sessions;
