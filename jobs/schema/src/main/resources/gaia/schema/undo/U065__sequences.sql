-- Doctor can't say how far sequences are without it.
drop function ops.sequences();
