package gaia.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.Gate;
import gaia.testing.Http;
import gaia.testing.RunningFunction;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import gaia.testing.Together;
import java.net.URI;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A database that is away is said to be; what was done before stays done. */
class OutageTest {
  @Test
  void databaseAway_isUnavailable_untilItIsBack() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start();
        Gate gate = new Gate(port(database))) {
      Map<String, String> settings = RunningFunction.settings(through(gate, database), issuer);
      gate.shut();
      try (RunningFunction cleanup = RunningFunction.start(settings)) {
        Http scheduler = scheduler(cleanup, issuer);
        unavailable(scheduler.post("/v1/cleanup"));
        unavailable(scheduler.post("/v1/cleanup?preview=true"));
        gate.open();
        Expect.ok(scheduler.post("/v1/cleanup"));
      }
    }
  }

  @Test
  void cutOffAmidARun_isUnavailable_andTheLedgerSaysSo_andTheNextRunGoesOn() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start();
        Gate gate = new Gate(port(database));
        Connection owner = database.connect("migrate");
        Statement statement = owner.createStatement()) {
      statement.execute(
          """
          insert into app_session_tombstones (sid, destroyed_at, keep_until)
          select 'sid-' || n, now() - interval '9 days', now() - interval '1 second' from generate_series(1, 10000) n
          """);
      statement.execute(Slowly.BEGIN);
      Map<String, String> settings = RunningFunction.settings(through(gate, database), issuer);
      try (RunningFunction cleanup = RunningFunction.start(settings)) {
        Http scheduler = scheduler(cleanup, issuer);
        CompletableFuture<Answer> cut = Together.later(() -> scheduler.post("/v1/cleanup"));
        await().atMost(Duration.ofSeconds(60)).until(() -> left(statement) < 10_000);
        gate.shut();
        unavailable(cut.join());
        statement.execute(Slowly.END);
        assertThat(left(statement)).isPositive();
        gate.open();
        Answer next =
            await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> scheduler.post("/v1/cleanup"), answer -> answer.status() != 409);
        assertThat(Told.of(next).done()).isTrue();
        assertThat(left(statement)).isZero();
        assertThat(
                number(
                    statement,
                    "select count(*) from ops.job_runs where name = 'cleanup' and outcome in ('failed', 'unreachable') and error is not null"))
            .isEqualTo(1);
      }
    }
  }

  private static Http scheduler(RunningFunction cleanup, TestIssuer issuer) {
    return cleanup.http().as(Callers.checked(issuer.token(Callers.SCHEDULER)));
  }

  private static long left(Statement statement) throws SQLException {
    return number(statement, "select count(*) from app_session_tombstones");
  }

  private static long number(Statement statement, String query) throws SQLException {
    try (ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void unavailable(Answer answer) {
    Expect.problem(503, "database-unavailable", answer);
    assertThat(answer.header("Retry-After")).contains("1");
  }

  private static int port(TestDatabase database) {
    return URI.create(database.url("cleanup")).getPort();
  }

  private static String through(Gate gate, TestDatabase database) {
    return database.url("cleanup").replace(":" + port(database) + "/", ":" + gate.port() + "/");
  }
}
