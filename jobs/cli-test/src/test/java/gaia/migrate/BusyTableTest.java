package gaia.migrate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Scratch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A migration that wants a table for itself, while people read and write it. */
@Timeout(240)
class BusyTableTest {
  private static final String WRITE =
      """
      insert into auth.users (user_id, issuer, subject)
      values (gen_random_uuid(), 'i', gen_random_uuid()::text)
      """;

  @TempDir private Path folder;
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void end() {
    over.set(true);
  }

  @Test
  void behindASlowReader_everybodyElseGoesOn() throws Exception {
    Scratch database = Scratch.migrated();
    Pending pending =
        Pending.in(folder).add(1, "note", "alter table auth.users add column note text;");
    try (Connection slow = database.owner();
        Statement reading = slow.createStatement()) {
      slow.setAutoCommit(false);
      reading.execute("select count(*) from auth.users");
      List<Work> works = List.of(work(database, WRITE), work(database, "select from auth.users"));
      Process migrate =
          pending
              .builder(database, "migrate", "--skip-rehearsal", "--lock-timeout", "1s")
              .redirectErrorStream(true)
              .start();
      BufferedReader said =
          new BufferedReader(new InputStreamReader(migrate.getInputStream(), UTF_8));
      for (int follows = 2; follows <= 3; follows++) {
        assertThat(until(said, "note, line 1: not free within 1.0 s, try " + follows)).isTrue();
        // The reader still reads, and who queued up behind the migration went past.
        for (Work work : works) {
          int before = work.done().get();
          await().atMost(Duration.ofSeconds(60)).until(() -> work.done().get() > before + 5);
        }
      }
      slow.rollback();
      assertThat(until(said, "done: schema " + Pending.version(1))).isTrue();
      over.set(true);
      for (Work work : works) {
        assertThat(work.whole().join()).as("nobody was refused").isEmpty();
      }
    }
    assertThat(database.read("select note from auth.users limit 1")).hasSize(1);
  }

  private record Work(AtomicInteger done, CompletableFuture<List<String>> whole) {}

  /** Goes on till it is over, as a function does: who waits for the reader too, fails. */
  private Work work(Scratch database, String sql) {
    AtomicInteger done = new AtomicInteger();
    return new Work(
        done,
        CompletableFuture.supplyAsync(
            () -> {
              List<String> failures = new ArrayList<>();
              try (Connection connection = database.owner();
                  Statement statement = connection.createStatement()) {
                statement.execute("set lock_timeout = '15s'");
                while (!over.get()) {
                  statement.execute(sql);
                  done.incrementAndGet();
                }
              } catch (SQLException e) {
                failures.add(e.getMessage());
              }
              return failures;
            },
            // Not the pool that all tests share, which has one thread on a small machine.
            task -> Thread.ofPlatform().start(task)));
  }

  private static boolean until(BufferedReader said, String wanted) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.contains(wanted)) {
        return true;
      }
    }
    return false;
  }
}
