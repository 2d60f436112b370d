-- Boardrooms with their sessions and threads; deleting a boardroom takes those along, so it deletes nothing else.
revoke all on all tables in schema auth, game, audit, ops, public from gaia_board;
revoke all on all sequences in schema auth, game, audit, ops, public from gaia_board;
revoke all on all routines in schema auth, game, audit, ops, public from gaia_board;
revoke all on schema auth, game, audit, ops, public from gaia_board;
revoke all on all tables in schema chat, usage, board from gaia_board;
revoke all on all sequences in schema chat, usage, board from gaia_board;
revoke all on all routines in schema chat, usage, board from gaia_board;
revoke all on schema chat, usage, board from gaia_board;

grant usage on schema auth, board, audit, ops to gaia_board;
grant execute on function ops.moved() to gaia_board;
grant select, delete on board.boardrooms to gaia_board;
grant insert (boardroom_id, owner_id, name, description, is_active, max_participants, idempotency_key, request_hash)
  on board.boardrooms to gaia_board;
grant update (name, description, is_active, max_participants) on board.boardrooms to gaia_board;
grant select, insert, update (role, joined_at, left_at) on board.participants to gaia_board;
grant select, insert, update (title, description, status, starts_at, ends_at) on board.sessions to gaia_board;
grant select, insert, update (type, title, content, priority, status) on board.threads to gaia_board;
grant execute on function auth.require_active(uuid) to gaia_board;
grant select (user_id, display_name, is_active) on auth.users to gaia_board;
grant insert (user_id, issuer, subject, email, full_name, display_name) on auth.users to gaia_board;
grant insert on audit.security_events to gaia_board;
