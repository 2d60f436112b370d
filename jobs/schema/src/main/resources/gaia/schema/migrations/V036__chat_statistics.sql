-- A conversation's counts follow its messages, whoever writes them, so no function is trusted with adding up.
-- depends-on: 035
create function chat.count_message() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op <> 'INSERT' then
    update chat.sessions
    set message_count = message_count - 1,
        total_tokens = total_tokens - old.total_tokens,
        estimated_cost = estimated_cost - old.estimated_cost
    where session_id = old.session_id;
  end if;
  if tg_op <> 'DELETE' then
    update chat.sessions
    set message_count = message_count + 1,
        total_tokens = total_tokens + new.total_tokens,
        estimated_cost = estimated_cost + new.estimated_cost,
        last_activity_at = greatest(last_activity_at, new.created_at)
    where session_id = new.session_id;
  end if;
  return null;
end
$$;

create trigger count_message after insert or delete on chat.messages
for each row execute function chat.count_message();

create trigger count_changed_message
after update of session_id, prompt_tokens, completion_tokens, estimated_cost on chat.messages
for each row execute function chat.count_message();
