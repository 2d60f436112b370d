-- Fails while anything is left in them: what a later migration made, its own undo removes.
drop schema audit;
drop schema game;
drop schema auth;
