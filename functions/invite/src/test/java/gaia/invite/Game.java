package gaia.invite;

import gaia.identity.Ids;
import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** One session and its people, arranged as function session would have left them. */
record Game(FunctionUnderTest function, String id) {
  static final String HOST = "hanna";
  private static final AtomicInteger COUNT = new AtomicInteger();

  /** A new session that hanna hosts; she counts as a member. */
  static Game of(FunctionUnderTest function, int maxMembers) {
    Game game = new Game(function, "game-" + COUNT.incrementAndGet());
    game.person(HOST);
    function.sql(
        "insert into campaign_sessions (session_id, name, host_id, max_members, member_count,"
            + " metadata, request_hash) values (?, 'Friday night', ?, ?, 0, '{\"system\":"
            + " \"pbta\"}', '')",
        game.id,
        game.userId(HOST),
        maxMembers);
    game.member(HOST, "host");
    return game;
  }

  UUID userId(String name) {
    return Ids.v5(function.issuer().url(), name);
  }

  void person(String name) {
    function.sql(
        "insert into auth.users (user_id, issuer, subject, display_name) values (?, ?, ?,"
            + " initcap(?)) on conflict do nothing",
        userId(name),
        function.issuer().url(),
        name,
        name);
  }

  Game with(String... names) {
    for (String name : names) {
      member(name, "member");
    }
    return this;
  }

  private void member(String name, String role) {
    person(name);
    function.sql(
        "insert into campaign_session_members (session_id, user_id, role, status, joined_at)"
            + " values (?, ?, ?, 'active', now())",
        id,
        userId(name),
        role);
    function.sql(
        "update campaign_sessions set member_count = member_count + 1 where session_id = ?", id);
  }

  void left(String name) {
    gone(name, "left");
  }

  void removed(String name) {
    gone(name, "removed");
  }

  private void gone(String name, String how) {
    function.sql(
        "update campaign_session_members set status = '%1$s', %1$s_at = ? where session_id = ? and user_id = ?"
            .formatted(how),
        OffsetDateTime.now(ZoneOffset.UTC),
        id,
        userId(name));
    function.sql(
        "update campaign_sessions set member_count = member_count - 1 where session_id = ?", id);
  }

  void set(String assignment) {
    function.sql("update campaign_sessions set " + assignment + " where session_id = ?", id);
  }

  void end() {
    set("status = 'ended', ended_at = now()");
  }

  /** Ends at that time from now; null: never. */
  void permit(String name, String permission, Duration lasts) {
    person(name);
    function.sql(
        "insert into auth.access_control (user_id, resource_type, resource_id, permission,"
            + " expires_at) values (?, 'session', ?, ?, ?)",
        userId(name),
        id,
        permission,
        OffsetDateTime.now(ZoneOffset.UTC).plus(lasts));
  }

  /**
   * Asks for an invite with these fields beside the session's id, such as {@code "multi_use":
   * true}.
   */
  Answer issue(String name, String... fields) {
    return function.as(name).post("/v1/invite", wish(fields));
  }

  String wish(String... fields) {
    return "{\"session_id\": \"%s\"%s}"
        .formatted(id, fields.length == 0 ? "" : ", " + String.join(", ", fields));
  }

  /** An invite by the host, with its token. */
  Answer invite(String... fields) {
    Answer issued = issue(HOST, fields);
    if (issued.status() != 201) {
      throw new AssertionError("not issued: " + issued);
    }
    return issued;
  }

  Answer redeem(String name, Answer invite) {
    return redeem(name, invite.text("token"));
  }

  Answer redeem(String name, String token) {
    return function.as(name).post("/v1/invite/redeem", "{\"token\": \"%s\"}".formatted(token));
  }

  int memberCount() {
    return (int)
        function.number("select member_count from campaign_sessions where session_id = ?", id);
  }

  /** A column of somebody's membership. */
  String membership(String name, String column) {
    return String.valueOf(
        function.one(
            "select "
                + column
                + " from campaign_session_members where session_id = ? and user_id = ?",
            id,
            userId(name)));
  }

  int uses(Answer invite) {
    return (int)
        function.number(
            "select uses from campaign_session_invites where invite_id = ?::uuid",
            invite.text("invite_id"));
  }
}
