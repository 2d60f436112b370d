-- Prune can end nothing without them.
drop function ops.end_connection(integer, timestamptz, interval, boolean, boolean);
drop function ops.connections();
