package gaia.restore;

import static gaia.restore.RestoreTest.databases;
import static gaia.restore.RestoreTest.old;
import static gaia.restore.RestoreTest.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Child;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Killed at any moment, the name leads to the old database or to the new one. */
@Timeout(240)
class KilledRestoreTest {
  private static final String LOST = "lost";
  private static final String BACK = "back";

  @TempDir private static Path folder;
  private static Scratch database;
  private static Shelved backup;
  private static Connection watcher;

  @BeforeAll
  static void something() throws SQLException, IOException {
    database = Scratch.migrated();
    database.run(
        """
        create table public.noise as select g, sha512(g::text::bytea) as b from generate_series(1, 150000) g;
        alter table public.noise add primary key (g);
        create table public.mark as select 'back' as said;
        """);
    backup = Shelved.of(database, folder);
    watcher = database.asMigrateIn("postgres");
    Scratch.execute(watcher, "set role gaia_owner");
  }

  @AfterAll
  static void gone() throws SQLException {
    watcher.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select 1 from pg_database where datname = '%s'",
        "select 1 from pg_stat_progress_copy where datname = '%s'",
        "select 1 from pg_stat_progress_create_index where datname = '%s'",
        "select 1 from pg_stat_activity where datname = '%s' and query like 'copy (select %%'"
      })
  void amidTheWork_theOldOneStaysAndTheNextRunClears(String moment)
      throws SQLException, IOException {
    String query = moment.formatted("gaia_restore_" + database.name());
    boolean met = false;
    // A busy machine may look too late, and a restore that has ended is none that was killed.
    for (int time = 0; !met && time < 5; time++) {
      lose();
      Process restore = start();
      await()
          .pollInterval(Duration.ofMillis(2))
          .atMost(Duration.ofSeconds(60))
          .until(() -> !Scratch.read(watcher, query).isEmpty() || !restore.isAlive());
      met = restore.isAlive();
      restore.destroyForcibly().onExit().join();
      met &= !said().equals(BACK);
    }
    assertThat(met).isTrue();
    assertThat(said()).isEqualTo(LOST);
    assertThat(databases(database, "gaia\\_restore\\_" + database.name())).hasSize(1);
    next(true);
  }

  /** The second rename waits for who holds the new database; the first one is done by then. */
  @Test
  void betweenTheRenames_theOldOneStays() throws SQLException, IOException {
    lose();
    String work = "gaia_restore_" + database.name();
    Process restore = start();
    try (Connection gate = database.asMigrateIn("postgres")) {
      Scratch.execute(gate, "set role gaia_owner");
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  Scratch.read(
                              watcher,
                              "select 1 from pg_database where datname = '%s' and datdba = 'gaia_owner'::regrole"
                                  .formatted(work))
                          .size()
                      == 1);
      gate.setAutoCommit(false);
      Scratch.execute(gate, "comment on database " + work + " is 'held'");
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  !Scratch.read(
                          watcher,
                          "select 1 from pg_locks where locktype = 'object' and classid = 'pg_database'::regclass and not granted")
                      .isEmpty());
      restore.destroyForcibly().onExit().join();
      gate.rollback();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> connects());
    assertThat(said()).isEqualTo(LOST);
    assertThat(databases(database, work)).hasSize(1);
    next(true);
  }

  @Test
  void atRandomMoments_oneOfThemAnswers() throws SQLException, IOException, InterruptedException {
    Random random = new Random();
    for (int i = 0; i < 4; i++) {
      lose();
      int before = old(database).size();
      Process restore = start();
      restore.waitFor(500 + random.nextInt(5000), TimeUnit.MILLISECONDS);
      restore.destroyForcibly().onExit().join();
      await().atMost(Duration.ofSeconds(60)).until(() -> connects());
      boolean swapped = old(database).size() > before;
      assertThat(said()).isEqualTo(swapped ? BACK : LOST);
      next(!databases(database, "gaia\\_restore\\_" + database.name()).isEmpty());
    }
  }

  private static Process start() throws IOException {
    return new Child()
        .start("restore", backup.file(), "--yes", "--disconnect", "--database", database.url());
  }

  private static void lose() throws SQLException {
    database.run("update public.mark set said = 'lost'");
    assertThat(said()).isEqualTo(LOST);
  }

  private static void next(boolean clears) throws SQLException {
    Ended ended = restore(database, backup.file());
    ended.succeeded();
    if (clears) {
      assertThat(ended.err())
          .contains("cleared    gaia_restore_" + database.name() + ", which a run that was killed");
    }
    assertThat(said()).isEqualTo(BACK);
    assertThat(databases(database, "gaia\\_restore\\_" + database.name())).isEmpty();
  }

  private static boolean connects() {
    try (Connection connection = database.owner()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  private static String said() throws SQLException {
    List<String> said = database.read("select said from public.mark");
    assertThat(said).hasSize(1);
    return said.getFirst();
  }
}
