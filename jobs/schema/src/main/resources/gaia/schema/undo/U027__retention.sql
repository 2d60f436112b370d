-- Takes the operator's word with it: everything is kept.
drop table ops.retention;
