-- A row that changes says when, whichever function or person changed it.
create function ops.set_updated_at() returns trigger
language plpgsql
as $$
begin
  new.updated_at = now();
  return new;
end
$$;
