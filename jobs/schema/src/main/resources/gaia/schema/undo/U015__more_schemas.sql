-- Fails while anything is left in them: what a later migration made, its own undo removes.
drop schema board;
drop schema usage;
drop schema chat;
