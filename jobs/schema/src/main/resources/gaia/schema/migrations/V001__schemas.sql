-- People, game and audit are granted apart, so each has a schema of its own.
create schema auth;
create schema game;
create schema audit;
