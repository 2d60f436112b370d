-- Partitions that it made belong to the table and stay.
drop function ops.make_chat_partitions(timestamptz, integer);
