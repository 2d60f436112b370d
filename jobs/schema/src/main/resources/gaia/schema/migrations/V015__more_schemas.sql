-- An assistant's chats, what they cost, and boardrooms are granted apart, so each has a schema of its own.
-- depends-on: 001
create schema chat;
create schema usage;
create schema board;
