package gaia.keepalive;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Gate;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KeepaliveTest {
  private static Scratch database;

  @BeforeAll
  static void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @Test
  void anAnswer_isSplitIntoItsSteps_andWrittenDown() throws SQLException {
    Ended ended = gaia("keepalive", "--json", "--database", database.url("keepalive"));
    ended.succeeded();
    assertThat(numbers(ended))
        .containsKeys("connect_us", "login_us", "query_us")
        .doesNotContainKey("tls_us")
        .containsEntry("attempts", 1)
        .containsEntry("woke", 0);
    assertThat(
            database.read(
                "select numbers ->> 'attempts' from ops.job_runs where name = 'keepalive' and outcome = 'done'"))
        .contains("1");
  }

  @Test
  void everyJobOfTheSchedule_hasAnAge_alsoOneThatNeverRan() throws SQLException {
    database.run(
        """
        insert into ops.job_runs (run_id, name, started_at, finished_at, outcome) values
          (gen_random_uuid(), 'migrate', now() - interval '30 hours', now() - interval '30 hours', 'done'),
          (gen_random_uuid(), 'backup', now() - interval '3 hours', now() - interval '3 hours', 'done')
        """);
    Ended ended = gaia("keepalive", "--database", database.url("keepalive"));
    assertThat(ended.out())
        .contains(" answers in ", "connect ", "no TLS", "login ", "query ")
        .contains("since the last success: ", "backup 3 h", "drill 30 h", "keepalive 0 s");
  }

  @Test
  void aDatabaseThatWasPaused_isWoken_andSaysHowLongThatTook() throws IOException {
    try (Gate paused = Gate.refusing(database.port(), 2)) {
      Ended ended = gaia("keepalive", "--json", "--database", through(paused));
      ended.succeeded();
      assertThat(numbers(ended)).containsEntry("attempts", 3).containsEntry("woke", 1);
      // Two pauses lie between: at least 50 and 100 ms.
      assertThat((Integer) numbers(ended).get("waking_us")).isGreaterThan(150_000);
    }
  }

  @Test
  void aServerThatFallsSilentAfterTheLogin_isNotWaitedForLonger() throws IOException {
    try (Gate silent = Gate.silentAfter(database.port(), 450)) {
      Ended ended =
          gaia("keepalive", "--json", "--connect-timeout", "1s", "--database", through(silent));
      assertThat(ended.exit()).isEqualTo(75);
      assertThat(ended.json()).containsEntry("outcome", "unreachable");
    }
  }

  @Test
  void twoAtOnce_bothAnswer() throws SQLException {
    try (var other = database.asMigrateIn("postgres")) {
      Scratch.execute(other, "select pg_advisory_lock(hashtextextended('gaia keepalive', 0))");
      gaia("keepalive", "--database", database.url("keepalive")).succeeded();
    }
  }

  private static String through(Gate gate) {
    return database.url("keepalive").replace(":" + database.port(), ":" + gate.port());
  }

  private static Map<String, Object> numbers(Ended ended) {
    assertThat(ended.json()).containsKey("numbers");
    return assertThat(ended.json())
        .extractingByKey("numbers", InstanceOfAssertFactories.map(String.class, Object.class))
        .actual();
  }
}
