package gaia.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Together;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nobody who plays waits for cleanup, and cleanup waits for nobody. */
class PlayersTest {
  @RegisterExtension
  static final FunctionUnderTest CLEANUP =
      FunctionUnderTest.of("cleanup").beside("session", "invite");

  private final Callers callers = new Callers(CLEANUP);
  private final Given given = new Given(CLEANUP);

  @BeforeEach
  void people() {
    given.person();
  }

  @AfterEach
  void nothingLeft() {
    CLEANUP.sql("delete from campaign_sessions");
    CLEANUP.sql("delete from game.rooms");
  }

  @Test
  void rowsThatSomebodyHolds_arePassedBy_andFoundNextTime() throws SQLException {
    given.session("s", "active", "1 day", 2);
    given.session("ended", "ended", "13 months", 2);
    for (String name : List.of("held", "first", "second")) {
      given.invite("s", name, "31 days");
    }
    try (Connection player = CLEANUP.database().connect("migrate");
        Statement statement = player.createStatement()) {
      player.setAutoCommit(false);
      statement.execute(
          "update campaign_session_invites set revoked_at = now() where invite_id = md5('held')::uuid");
      statement.execute("select from campaign_sessions where session_id = 'ended' for share");
      Told told = Told.of(callers.scheduler().post("/v1/cleanup"));
      assertThat(told.rows("expired_invites")).isEqualTo(2);
      assertThat(told.remaining("expired_invites")).isEqualTo(1);
      assertThat(told.rows("ended_sessions")).isZero();
      assertThat(told.remaining("ended_sessions")).isEqualTo(1);
      player.commit();
    }
    Told next = Told.of(callers.scheduler().post("/v1/cleanup"));
    assertThat(next.rows("expired_invites")).isEqualTo(1);
    assertThat(next.rows("ended_sessions")).isEqualTo(1);
  }

  @Test
  void oneStep_waitsForNoRowThatIsHeld() throws SQLException {
    given.session("s", "active", "1 day", 2);
    for (String name : List.of("held", "first", "second")) {
      given.invite("s", name, "31 days");
    }
    try (Connection player = CLEANUP.database().connect("migrate");
        Statement statement = player.createStatement()) {
      player.setAutoCommit(false);
      statement.execute(
          "update campaign_session_invites set revoked_at = now() where invite_id = md5('held')::uuid");
      assertThat(
              CLEANUP.one(
                  "select rows || ' ' || passed from ops.sweep('expired_invites', now(), null, 10)"))
          .isEqualTo("2 true");
    }
  }

  /** What goes along with a row may be held as well, and the rest of that rule is not spoiled. */
  @Test
  void memberThatSomebodyHolds_keepsItsSession_andNothingElse() throws SQLException {
    for (String id : List.of("a", "b", "c")) {
      given.session(id, "ended", "13 months", 1);
      CLEANUP.sql(
          "insert into campaign_session_members (session_id, user_id, role, status, joined_at) values (?, md5('ada')::uuid, 'host', 'active', now())",
          id);
    }
    given.tombstones(5);
    try (Connection player = CLEANUP.database().connect("migrate");
        Statement statement = player.createStatement()) {
      player.setAutoCommit(false);
      statement.execute(
          "update campaign_session_members set joined_at = now() where session_id = 'b'");
      Told told = Told.of(callers.scheduler().post("/v1/cleanup"));
      assertThat(told.rows("ended_sessions")).isEqualTo(2);
      assertThat(told.remaining("ended_sessions")).isEqualTo(1);
      assertThat(told.rows("old_tombstones")).isEqualTo(5);
    }
    assertThat(CLEANUP.one("select string_agg(session_id, ' ') from campaign_sessions"))
        .isEqualTo("b");
    assertThat(Told.of(callers.scheduler().post("/v1/cleanup")).rows("ended_sessions"))
        .isEqualTo(1);
    assertThat(CLEANUP.number("select count(*) from campaign_sessions")).isZero();
  }

  @Test
  void seatThatWasTakenAgainMeanwhile_staysTaken() throws SQLException {
    CLEANUP.sql(
        """
        with room as (
          insert into game.rooms (room_id, host_id, name) values (gen_random_uuid(), md5('ada')::uuid, 'x') returning room_id
        )
        insert into game.room_seats (room_id, seat_index, user_id, last_heartbeat_at, seat_token)
        select room_id, 1, md5('ada')::uuid, now() - interval '1 hour', md5('seat')::uuid::text from room
        """);
    try (Connection player = CLEANUP.database().connect("migrate");
        Statement statement = player.createStatement()) {
      player.setAutoCommit(false);
      statement.execute("update game.room_seats set last_heartbeat_at = now()");
      assertThat(Told.of(callers.scheduler().post("/v1/cleanup")).rows("stale_seats")).isZero();
      player.commit();
    }
    assertThat(Told.of(callers.scheduler().post("/v1/cleanup")).rows("stale_seats")).isZero();
    assertThat(CLEANUP.number("select count(*) from game.room_seats where user_id is not null"))
        .isEqualTo(1);
  }

  @Test
  void messageThatComesInMeanwhile_isCounted() throws SQLException {
    CLEANUP.sql(
        "insert into chat.sessions (session_id, user_id) values (md5('talk')::uuid, md5('ada')::uuid)");
    CLEANUP.sql("update chat.sessions set message_count = 9");
    try (Connection player = CLEANUP.database().connect("migrate");
        Statement statement = player.createStatement()) {
      player.setAutoCommit(false);
      statement.execute(
          """
          insert into chat.messages (message_id, session_id, role, content)
          values (gen_random_uuid(), md5('talk')::uuid, 'user', 'x')
          """);
      assertThat(Told.of(callers.scheduler().post("/v1/cleanup")).rows("session_statistics"))
          .isZero();
      player.commit();
    }
    assertThat(Told.of(callers.scheduler().post("/v1/cleanup")).rows("session_statistics"))
        .isEqualTo(1);
    assertThat(CLEANUP.number("select message_count from chat.sessions")).isEqualTo(1);
  }

  @Test
  void redeemingAndLeaving_whileExpiredInvitesGo_succeedEachTime() {
    Expect.status(
        201,
        CLEANUP
            .at("session", "host")
            .post(
                "/v1/session",
                "{\"session_id\": \"friday\", \"name\": \"Friday\", \"max_members\": 200}"));
    String token =
        Expect.status(
                201,
                CLEANUP
                    .at("invite", "host")
                    .post("/v1/invite", "{\"session_id\": \"friday\", \"multi_use\": true}"))
            .text("token");
    CLEANUP.sql(
        """
        insert into campaign_session_invites (invite_id, session_id, created_by, token_hash, multi_use, uses, expires_at,
          request_hash)
        select md5('e' || n)::uuid, 'friday', md5('ada')::uuid, sha256(n::text::bytea), true, 0,
          now() - interval '31 days' - n * interval '1 second', ''
        from generate_series(1, 40000) n
        """);
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Long> swept =
        Together.later(
            () -> {
              long rows = Told.of(callers.scheduler().post("/v1/cleanup")).rows("expired_invites");
              over.set(true);
              return rows;
            });
    int played = 0;
    while (!over.get() || played < 10) {
      String guest = "guest-" + played++;
      Answer joined =
          CLEANUP.at("invite", guest).post("/v1/invite/redeem", "{\"token\": \"" + token + "\"}");
      Expect.status(200, joined);
      Expect.status(204, CLEANUP.at("session", guest).post("/v1/session/friday/leave"));
    }
    assertThat(swept.join()).isEqualTo(40_000);
  }
}
