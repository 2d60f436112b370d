-- No table uses it any more once the later migrations are undone.
drop function ops.set_updated_at();
