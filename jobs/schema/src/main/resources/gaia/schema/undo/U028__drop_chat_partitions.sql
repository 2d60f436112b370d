-- Nothing drops a partition any more.
drop function ops.drop_chat_partitions(timestamptz);
drop function ops.old_chat_partitions(timestamptz);
