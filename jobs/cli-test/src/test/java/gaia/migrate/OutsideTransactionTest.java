package gaia.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Statements that PostgreSQL takes only outside a transaction. */
@Timeout(240)
class OutsideTransactionTest {
  private static final String BY_EMAIL =
      "create index concurrently users_by_email on auth.users (email);";
  private static final String INDEX =
      "select indisvalid::text from pg_index where indexrelid = to_regclass('auth.users_by_email')";

  @TempDir private Path folder;
  private Scratch database;
  private Pending pending;

  @BeforeEach
  void between() throws SQLException, IOException {
    database = Scratch.migrated();
    pending =
        Pending.in(folder)
            .add(1, "before", "create table ops.before (id integer);")
            .add(2, "by_email", BY_EMAIL)
            .add(3, "after", "create table ops.after (id integer);");
  }

  @Test
  void amongOthers_allAreApplied() throws SQLException {
    Ended ended = pending.run(database, "migrate");
    assertThat(ended.err()).isNotEmpty();
    assertThat(ended.out()).startsWith("done: schema " + Pending.version(3));
    assertThat(database.read(INDEX)).containsExactly("true");
    assertThat(
            database.read(
                """
                select count(distinct xmin::text) from pg_attribute
                where attrelid in ('ops.before'::regclass, 'ops.after'::regclass) and attname = 'id'
                """))
        .as("transactions")
        .containsExactly("2");
  }

  @Test
  void indexesMadeAnewAmongWriters_areAppliedToo() throws SQLException, IOException {
    database.run(
        "insert into auth.users (user_id, issuer, subject) values (gen_random_uuid(), 'i', 's')");
    pending
        .add(4, "again", "reindex table concurrently auth.users;")
        .add(5, "in_brackets", "reindex (verbose, concurrently) index auth.users_by_email;")
        .undo(1, "before", "drop table ops.before;")
        .undo(2, "by_email", "drop index auth.users_by_email;")
        .undo(3, "after", "drop table ops.after;")
        .undo(4, "again", "select 1;")
        .undo(5, "in_brackets", "select 1;");
    Ended ended = pending.run(database, "migrate");
    ended.succeeded();
    assertThat(ended.err()).contains("applied, verified, undone, compared");
    assertThat(ended.out()).startsWith("done: schema " + Pending.version(5));
  }

  @Test
  void failed_isMadeAgainOnceItCanBe() throws SQLException {
    database.run(
        """
        insert into auth.users (user_id, issuer, subject, email)
        select gen_random_uuid(), 'i', n::text, 'same@b' from generate_series(1, 2) n
        """);
    Pending unique = with(BY_EMAIL.replace("create index", "create unique index"));
    Ended failed = unique.run(database, "migrate", "--skip-rehearsal");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err())
        .contains("could not create unique index", "can't be in a transaction, what it did stays");
    assertThat(database.read(INDEX)).containsExactly("false");
    database.run("update auth.users set email = subject || '@b'");
    Ended again = unique.run(database, "migrate", "--skip-rehearsal");
    assertThat(again.err())
        .contains("an earlier run stopped half-way", "makes auth.users_by_email again");
    again.succeeded();
    assertThat(database.read(INDEX)).containsExactly("true");
  }

  @Test
  void killedHalfWay_goesOnWhereItStopped() throws SQLException, IOException {
    try (Connection writer = database.owner();
        Statement statement = writer.createStatement()) {
      writer.setAutoCommit(false);
      statement.execute("update auth.users set email = 'x'");
      Process migrate = pending.start(database, "migrate");
      await().atMost(Duration.ofSeconds(60)).until(() -> database.read(INDEX).contains("false"));
      migrate.destroyForcibly().onExit().join();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> database.read("select 1 from pg_stat_progress_create_index").isEmpty());
    }
    assertThat(history()).isEqualTo(Pending.version(1));
    Ended ended = pending.run(database, "migrate");
    ended.succeeded();
    assertThat(ended.err())
        .contains("an earlier run stopped half-way", "makes auth.users_by_email again");
    assertThat(database.read(INDEX)).containsExactly("true");
    assertThat(history()).isEqualTo(Pending.version(3));
  }

  @Test
  void killedAfterItWasMade_isRecordedNow() throws SQLException {
    pending.run(database, "migrate", "--to", "" + Pending.version(1)).succeeded();
    database.run(BY_EMAIL);
    database.run(
        """
        insert into ops.migration_records (name, script, description, checksum)
        values ('%03d_by_email', '', '', '')
        """
            .formatted(Pending.version(2)));
    pending.run(database, "migrate").succeeded();
    assertThat(history()).isEqualTo(Pending.version(3));
    pending.run(database, "check").succeeded();
  }

  private Pending with(String sql) {
    try {
      return pending.add(2, "by_email", sql);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private int history() throws SQLException {
    return Integer.parseInt(
        database
            .read("select max(version::integer)::text from ops.flyway_history where success")
            .getFirst());
  }
}
