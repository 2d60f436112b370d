package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was destroyed stays destroyed, whatever write arrives late. */
class TombstonesTest {
  private final Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
  private static Scratch database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @Test
  void lateWrite_bringsNothingBack() throws SQLException {
    try (ConnectPgSimple store = store()) {
      store.set("late", "{}", tomorrow);
      store.destroy("late");
      store.set("late", "{}", tomorrow);
      store.touch("late", tomorrow);
      assertThat(store.get("late", Instant.now())).isEmpty();
    }
  }

  @Test
  void writeThatWaitedForTheDestroy_bringsNothingBack() throws SQLException {
    try (ConnectPgSimple store = store();
        Connection destroyer = database.owner()) {
      store.set("raced", "{}", tomorrow);
      destroyer.setAutoCommit(false);
      run(destroyer, "DELETE FROM app_sessions WHERE sid = 'raced'");
      CompletableFuture<Void> write = Background.start(() -> store.set("raced", "{}", tomorrow));
      Background.awaitOneThatWaits(database);
      destroyer.commit();
      write.join();
      assertThat(store.get("raced", Instant.now())).isEmpty();
    }
  }

  @Test
  void firstWriteStillUnderWay_isDestroyedToo() throws SQLException {
    try (ConnectPgSimple store = store();
        Connection writer = database.owner();
        Connection destroyer = database.owner()) {
      writer.setAutoCommit(false);
      run(writer, "insert into app_sessions values ('first', '{}', now() + interval '1 day')");
      CompletableFuture<Void> destroy =
          Background.start(() -> run(destroyer, "select ops.destroy_app_session('first')"));
      Background.awaitOneThatWaits(database);
      writer.commit();
      destroy.join();
      assertThat(store.get("first", Instant.now())).isEmpty();
    }
  }

  @Test
  void neverSeen_isDestroyedBeforehand() throws SQLException {
    try (ConnectPgSimple store = store()) {
      assertThat(database.read("select ops.destroy_app_session('unseen')")).containsExactly("f");
      store.set("unseen", "{}", tomorrow);
      assertThat(store.get("unseen", Instant.now())).isEmpty();
      assertThat(database.read("select ops.destroy_app_session('unseen')")).containsExactly("f");
    }
  }

  @Test
  void sweepOfWhatExpired_buriesNothing() throws SQLException {
    try (ConnectPgSimple store = store()) {
      store.set("old", "{}", Instant.now().minusSeconds(60));
      store.prune(Instant.now());
      store.set("old", "{\"again\": 1}", tomorrow);
      assertThat(store.get("old", Instant.now())).hasSize(1);
    }
  }

  @Test
  void clearingManyAtOnce_works() throws SQLException {
    database.run(
        """
        insert into app_sessions select 'many-' || n, '{}', now() + interval '1 day'
        from generate_series(1, 20000) n;
        delete from app_sessions where sid like 'many-%';
        insert into app_sessions values ('many-7', '{}', now() + interval '1 day');
        """);
    assertThat(database.read("select sid from app_sessions where sid like 'many-%'")).isEmpty();
  }

  @Test
  void tombstone_outlivesTheSession() throws SQLException {
    database.run(
        """
        insert into app_sessions values ('long', '{}', now() + interval '30 days');
        delete from app_sessions where sid = 'long';
        """);
    assertThat(
            database.read(
                """
                select keep_until > now() + interval '30 days' from app_session_tombstones
                where sid = 'long'
                """))
        .containsExactly("t");
  }

  private static ConnectPgSimple store() throws SQLException {
    return new ConnectPgSimple(database.owner(), "UTC");
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
