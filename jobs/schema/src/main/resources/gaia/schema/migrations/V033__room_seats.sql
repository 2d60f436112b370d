-- A seat is held for five minutes after its owner goes silent; that is a column, so nothing has to watch the time.
-- depends-on: 004, 032
create table game.room_seats (
  room_id uuid not null references game.rooms on delete cascade,
  seat_index integer not null,
  user_id uuid references auth.users,
  last_heartbeat_at timestamptz,
  away_since timestamptz,
  seat_token text,
  -- By way of UTC, since adding an interval to a time with a zone is not immutable.
  held_until timestamptz generated always as (
    (coalesce(away_since, last_heartbeat_at) at time zone 'UTC' + interval '5 minutes') at time zone 'UTC'
  ) stored,
  revision bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (room_id, seat_index),
  -- At the statement's end, so that one statement can move a person to another seat.
  constraint room_seats_person_once unique (room_id, user_id) deferrable initially immediate,
  constraint room_seats_seat_index_range check (seat_index between 0 and 99),
  constraint room_seats_taken_whole check (num_nulls(user_id, last_heartbeat_at, seat_token) in (0, 3)),
  constraint room_seats_away_when_taken check (away_since is null or user_id is not null),
  -- The id or the hash of a token; the token itself has dots in it.
  constraint room_seats_seat_token_not_live check (
    seat_token ~ '^([0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$'
  ),
  constraint room_seats_revision_positive check (revision >= 0)
) with (fillfactor = 80);

-- What changed in a room since a revision.
create index seats_changed_since on game.room_seats (room_id, revision);

-- The seats that one person holds, in whatever room.
create index seats_of_user on game.room_seats (user_id) where user_id is not null;

create trigger set_updated_at before update on game.room_seats
for each row execute function ops.set_updated_at();
