-- Only the functions' statements call it, nothing in the schema does.
drop function ops.moved();
