-- One row a boardroom and person, whatever they join and leave; the boardroom's count follows, whoever writes them.
-- depends-on: 004, 046
create table board.participants (
  boardroom_id uuid not null references board.boardrooms on delete cascade,
  user_id uuid not null references auth.users,
  role text not null default 'participant',
  joined_at timestamptz not null default now(),
  left_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (boardroom_id, user_id),
  constraint participants_role_known check (role in ('owner', 'participant', 'observer')),
  constraint participants_left_at_in_order check (left_at >= joined_at)
);

-- The pages of one boardroom's participants, newest first.
create index participants_of_boardroom on board.participants (boardroom_id, created_at desc, user_id desc);

-- The pages of "boardrooms that I take part in", newest first.
create index boardrooms_of_participant on board.participants (user_id, created_at desc, boardroom_id desc)
where left_at is null;

create trigger set_updated_at before update on board.participants
for each row execute function ops.set_updated_at();

create function board.count_participant() returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
  if tg_op <> 'INSERT' and old.left_at is null then
    update board.boardrooms set participant_count = participant_count - 1 where boardroom_id = old.boardroom_id;
  end if;
  if tg_op <> 'DELETE' and new.left_at is null then
    update board.boardrooms set participant_count = participant_count + 1 where boardroom_id = new.boardroom_id;
  end if;
  return null;
end
$$;

create trigger count_participant after insert or delete or update of boardroom_id, left_at on board.participants
for each row execute function board.count_participant();
