package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.zaxxer.hikari.HikariDataSource;
import gaia.local.postgres.LocalPostgres;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolTest {
  private static LocalPostgres postgres;
  private RunningPool running;

  @BeforeAll
  static void startServer() {
    postgres = LocalPostgres.temporary();
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @BeforeEach
  void start() {
    running = new RunningPool(postgres, Map.of());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void poolIsSmall_andEmptyUntilItIsUsed() {
    HikariDataSource pool = pool();
    assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
    assertThat(pool.getPoolName()).isEqualTo("session");
    assertThat(pool.getHikariPoolMXBean().getTotalConnections()).isZero();
    assertThat(running.probe.say("hello").text()).isEqualTo("hello");
  }

  @Test
  void jobHasNoPool() {
    try (ApplicationContext job =
        ApplicationContext.run(Map.of("database.url", "postgresql://u@h/g"))) {
      assertThat(job.containsBean(DataSource.class)).isFalse();
    }
  }

  @Test
  void serverKnowsTheConnection_andItsLimits() {
    assertThat(running.probe.setting("application_name").text()).isEqualTo("gaia-session");
    assertThat(running.probe.setting("statement_timeout").text()).isEqualTo("5s");
    assertThat(running.probe.setting("lock_timeout").text()).isEqualTo("2s");
    assertThat(running.probe.setting("idle_in_transaction_session_timeout").text())
        .isEqualTo("10s");
  }

  @Test
  void longStatement_isEndedByTheServer_andTheConnectionIsGoodAgain() {
    String backend = running.probe.backend().text();
    unavailable("57014", () -> running.probe.sleep(60));
    assertThat(running.probe.backend().text()).isEqualTo(backend);
  }

  @Test
  void longWaitForALock_endsBeforeTheStatementWould() throws SQLException {
    try (Connection other =
            DirectConnection.open(
                RunningPool.settings(postgres, "session"), "test", Duration.ZERO);
        Statement statement = other.createStatement()) {
      statement.execute("select pg_advisory_lock(7)");
      unavailable("55P03", () -> running.probe.lock(7));
    }
  }

  @Test
  void poolThatIsTaken_isUnavailable() throws SQLException {
    List<Connection> taken = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        taken.add(pool().getConnection());
      }
      Throwable thrown = catchThrowable(() -> running.probe.say("hello"));
      assertThat(DatabaseProblem.of(thrown)).isEqualTo(DatabaseProblem.UNAVAILABLE);
    } finally {
      for (Connection connection : taken) {
        connection.close();
      }
    }
    assertThat(running.probe.say("hello").text()).isEqualTo("hello");
  }

  /** The pool's own pauses would double up to 5 s, longer than anybody waits. */
  @Test
  void serverThatIsAway_isTriedAtOnePace_asLongAsSomebodyWaits() throws Exception {
    CountDownLatch tries = new CountDownLatch(25);
    try (ServerSocket away = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuse(away, tries));
      String url = "postgresql://u:p@127.0.0.1:%d/gaia".formatted(away.getLocalPort());
      try (RunningPool waiting = new RunningPool(postgres, Map.of("database.url", url))) {
        for (int i = 0; i < 2; i++) {
          Thread.ofVirtual().start(() -> askUntil(tries, waiting));
        }
        assertThat(tries.await(30, TimeUnit.SECONDS)).as("%s tries are missing", tries).isTrue();
      }
    }
  }

  private static void refuse(ServerSocket away, CountDownLatch tries) {
    try {
      while (true) {
        away.accept().close();
        tries.countDown();
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private static void askUntil(CountDownLatch tries, RunningPool waiting) {
    while (tries.getCount() > 0) {
      assertThat(catchThrowable(() -> waiting.probe.say("hello"))).isNotNull();
    }
  }

  @Test
  void valueThatCannotBeKept_isInvalid() {
    Throwable thrown = catchThrowable(() -> running.probe.say("a\u0000b"));
    assertThat(DatabaseProblem.of(thrown)).isEqualTo(DatabaseProblem.INVALID);
    assertThat(DatabaseProblem.of(catchThrowable(() -> running.probe.number("99999999999"))))
        .isEqualTo(DatabaseProblem.INVALID);
  }

  @Test
  void connectionsThatTheServerEnded_costTheCallerNothing() throws Exception {
    fillThePool();
    int ended = endAllButOurs();
    assertThat(ended).as("stale connections, more than there are retries").isEqualTo(3);
    assertThat(pool().getHikariPoolMXBean().getIdleConnections()).isEqualTo(3);
    assertThat(running.probe.say("again").text()).isEqualTo("again");
  }

  @Test
  void timeOfStatements_isTheRequests() {
    SqlTime request = new SqlTime();
    ScopedValue.where(SqlTime.CURRENT, request).run(() -> running.probe.say("one"));
    long one = request.nanos();
    assertThat(one).isPositive();
    running.probe.say("of nobody");
    assertThat(request.nanos()).isEqualTo(one);

    ScopedValue.where(SqlTime.CURRENT, request)
        .run(() -> assertThat(catchThrowable(() -> running.probe.number("x"))).isNotNull());
    assertThat(request.nanos()).as("a failed one counts").isGreaterThan(one);
  }

  /** It could end after the request must. */
  @Test
  void statementOfARequestWhoseTimeIsOver_doesNotStart() {
    try (RunningPool late = new RunningPool(postgres, Map.of("database.last-start", "0s"))) {
      assertThat(late.probe.say("of nobody").text()).isEqualTo("of nobody");
      Throwable thrown =
          catchThrowable(
              () ->
                  ScopedValue.where(SqlTime.CURRENT, new SqlTime())
                      .run(() -> late.probe.say("never")));
      assertThat(DatabaseProblem.of(thrown)).isEqualTo(DatabaseProblem.UNAVAILABLE);
    }
  }

  @Test
  void queryMayWrite() {
    assertThat(running.probe.write().text()).isNotEmpty();
  }

  @Test
  void poolIsClosedWithItsFunction() {
    HikariDataSource pool = pool();
    running.probe.say("hello");
    running.close();
    assertThat(pool.isClosed()).isTrue();
  }

  private HikariDataSource pool() {
    return running.context.getBean(Pool.class).connections();
  }

  private void fillThePool() throws InterruptedException {
    CountDownLatch together = new CountDownLatch(3);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      threads.add(Thread.ofPlatform().start(() -> hold(together)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void hold(CountDownLatch together) {
    try (Connection connection = pool().getConnection()) {
      assertThat(connection.isClosed()).isFalse();
      together.countDown();
      together.await();
    } catch (SQLException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static int endAllButOurs() throws SQLException {
    try (Connection other =
            DirectConnection.open(
                RunningPool.settings(postgres, "session"), "test", Duration.ZERO);
        Statement statement = other.createStatement();
        var rows =
            statement.executeQuery(
                """
                select count(pg_terminate_backend(pid, 5000)) from pg_stat_activity
                where application_name = 'gaia-session'
                """)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void unavailable(String state, Runnable call) {
    Throwable thrown = catchThrowable(call::run);
    assertThat(DatabaseProblem.state(thrown)).contains(state);
    assertThat(DatabaseProblem.of(thrown)).isEqualTo(DatabaseProblem.UNAVAILABLE);
  }
}
