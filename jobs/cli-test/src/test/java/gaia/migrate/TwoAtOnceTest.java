package gaia.migrate;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TwoAtOnceTest {
  private static final String HOLD = "select pg_advisory_lock(hashtextextended('gaia migrate', 0))";
  private static final String WAITING =
      "select 1 from pg_locks where locktype = 'advisory' and not granted";

  @Test
  void another_makesItBusy() throws SQLException {
    Scratch database = Scratch.empty();
    try (Connection other = database.asMigrateIn("postgres");
        Statement statement = other.createStatement()) {
      statement.execute(HOLD);
      Ended ended = gaia("migrate", "--wait", "0s", "--database", database.url());
      assertThat(ended.exit()).isEqualTo(75);
      assertThat(ended.err()).contains("busy: another migrate is running", "hint: ");
      Ended waited = gaia("migrate", "--wait", "1s", "--json", "--database", database.url());
      assertThat(waited.exit()).isEqualTo(75);
      assertThat(waited.json()).containsEntry("outcome", "busy").containsEntry("exit", 75);
    }
  }

  @Test
  void whatElseHasTheSameTurn_isNamed() throws SQLException {
    Scratch database = Scratch.empty();
    try (Connection other = database.asMigrateIn("postgres")) {
      Scratch.execute(other, HOLD);
      Scratch.execute(other, "set application_name = 'gaia-restore'");
      Ended ended = gaia("migrate", "--wait", "0s", "--database", database.url());
      assertThat(ended.err()).contains("busy: gaia restore is running, waited 0 s");
    }
  }

  @Test
  void another_isWaitedFor() throws SQLException {
    Scratch database = Scratch.empty();
    try (Connection other = database.asMigrateIn("postgres");
        Statement statement = other.createStatement()) {
      statement.execute(HOLD);
      var second =
          CompletableFuture.supplyAsync(
              () -> gaia("migrate", "--database", database.url()), TwoAtOnceTest::beside);
      await().atMost(Duration.ofSeconds(60)).until(() -> !Scratch.read(other, WAITING).isEmpty());
      statement.execute("select pg_advisory_unlock_all()");
      second.join().succeeded();
      assertThat(second.join().err()).contains("waiting for another migrate, 60 s at most");
    }
  }

  @Test
  void twoTogether_applyEachMigrationOnce() throws SQLException {
    Scratch database = Scratch.empty();
    List<Ended> both =
        Stream.generate(
                () ->
                    CompletableFuture.supplyAsync(
                        () -> gaia("migrate", "--database", database.url()), TwoAtOnceTest::beside))
            .limit(2)
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(both).allMatch(ended -> ended.exit() == 0);
    assertThat(both.stream().map(ended -> ended.out().replaceFirst(":.*\\R", "")))
        .containsExactlyInAnyOrder("done", "nothing to do");
    assertThat(database.read("select count(*) from ops.flyway_history"))
        .containsExactly("" + BundledScripts.newest());
  }

  /** The pool that all share has one thread on a small machine: there they would take turns. */
  private static void beside(Runnable task) {
    Thread.ofPlatform().start(task);
  }
}
