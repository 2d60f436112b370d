-- Rooms and their seats; a seat is taken and freed by an update, so it deletes nothing.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_seat;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_seat;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_seat;
revoke all on schema auth, game, audit, ops, public from gaia_seat;
revoke all on all tables in schema chat, usage, board from gaia_seat;
revoke all on all sequences in schema chat, usage, board from gaia_seat;
revoke all on all routines in schema chat, usage, board from gaia_seat;
revoke all on schema chat, usage, board from gaia_seat;

grant usage on schema auth, game, audit, ops to gaia_seat;
grant execute on function ops.moved() to gaia_seat;
grant select, insert, update (name, status, closed_at, current_game_id, revision) on game.rooms to gaia_seat;
grant select, insert, update (user_id, last_heartbeat_at, away_since, seat_token, revision) on game.room_seats
  to gaia_seat;
grant execute on function auth.require_active(uuid) to gaia_seat;
grant select (user_id, display_name, is_active) on auth.users to gaia_seat;
grant insert (user_id, issuer, subject, email, full_name, display_name) on auth.users to gaia_seat;
grant insert on audit.security_events to gaia_seat;
