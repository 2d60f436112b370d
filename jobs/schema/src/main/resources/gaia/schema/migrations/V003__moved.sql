-- A statement that decided on rows which changed meanwhile must end whole, and its caller must know to run it again.
create function ops.moved() returns integer
language plpgsql
volatile
as $$
begin
  raise exception using
    errcode = 'serialization_failure',
    message = 'the rows moved since they were read: run the statement once more';
end
$$;
