package gaia.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.testing.Answer;
import gaia.testing.Expect;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.Together;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One run at a time, whatever becomes of it. */
class RunTest {
  private static final String LEFT = "select count(*) from app_session_tombstones";

  @RegisterExtension
  static final FunctionUnderTest CLEANUP =
      // With a pool of one, another call must not wait for the connection of the first.
      FunctionUnderTest.of("cleanup").with("database.pool", "1").beside("cleanup");

  private final Callers callers = new Callers(CLEANUP);
  private final Given given = new Given(CLEANUP);

  @BeforeEach
  @AfterEach
  void nothingThere() {
    CLEANUP.sql(Slowly.END);
    CLEANUP.sql("delete from app_session_tombstones");
    CLEANUP.sql("delete from ops.job_runs where name = 'cleanup'");
  }

  @Test
  void receipt_isKeptInTheLedger() {
    given.tombstones(3);
    Answer preview = Expect.ok(callers.operator().post("/v1/cleanup?preview=true"));
    Answer run = Expect.ok(callers.scheduler().post("/v1/cleanup"));
    assertKept(preview, "done true");
    assertKept(run, "done false");
    assertKept(Expect.ok(callers.scheduler().post("/v1/cleanup")), "nothing false");
    assertThat(
            CLEANUP.number(
                "select count(*) from ops.job_ages where name = 'cleanup' and last_success_at > now() - interval '1 minute'"))
        .isEqualTo(1);
  }

  /** A preview is no success of the job. */
  @Test
  void preview_makesNoRunOfTheSchedulesYounger() {
    Expect.ok(callers.operator().post("/v1/cleanup?preview=true"));
    assertThat(
            CLEANUP.one(
                "select coalesce((select last_success_at::text from ops.job_ages where name = 'cleanup'), 'never')"))
        .isEqualTo("never");
  }

  @Test
  void whileAnotherRuns_bothAreToldSo() throws SQLException {
    try (Connection elsewhere = CLEANUP.database().connect("cleanup");
        Statement statement = elsewhere.createStatement()) {
      statement.execute("select pg_advisory_lock(hashtextextended('gaia cleanup', 0))");
      given.tombstones(1);
      for (String query : List.of("", "?preview=true")) {
        Answer answer = callers.scheduler().post("/v1/cleanup" + query);
        Expect.problem(409, "cleanup-running", answer);
        assertThat(answer.text("next_step")).isEqualTo("wait");
      }
      assertThat(CLEANUP.number(LEFT)).isEqualTo(1);
      assertThat(CLEANUP.number("select count(*) from ops.job_runs where name = 'cleanup'"))
          .isZero();
    }
    assertThat(Told.of(callers.scheduler().post("/v1/cleanup")).rows("old_tombstones"))
        .isEqualTo(1);
  }

  @Test
  void ofManyAtOnce_oneRuns_hereAndBeside() {
    given.tombstones(60_000);
    List<Answer> answers =
        Together.start(6, i -> (i % 2 == 0 ? here() : beside()).post("/v1/cleanup"));
    assertThat(answers).extracting(Answer::status).containsOnly(200, 409).contains(200);
    long swept =
        answers.stream()
            .filter(answer -> answer.status() == 200)
            .mapToLong(answer -> Told.of(answer).rows("old_tombstones"))
            .sum();
    assertThat(swept).isEqualTo(60_000);
    assertThat(
            CLEANUP.number(
                "select count(*) from ops.job_runs where name = 'cleanup' and outcome is distinct from 'done' and outcome is distinct from 'nothing'"))
        .isZero();
  }

  @Test
  void killedAmidItsWork_hasLostNothing_andTheNextRunSaysSo() {
    given.tombstones(10_000);
    CLEANUP.sql(Slowly.BEGIN);
    CompletableFuture<Integer> killed = Together.later(() -> statusOf(beside()));
    await().atMost(Duration.ofSeconds(60)).until(() -> CLEANUP.number(LEFT) < 10_000);
    besideProcess().destroyForcibly();
    assertThat(killed.join()).isZero();
    awaitUnlocked();
    CLEANUP.sql(Slowly.END);
    long left = CLEANUP.number(LEFT);
    assertThat(left).isPositive();
    Told told = Told.of(here().post("/v1/cleanup"));
    assertThat(told.rows("old_tombstones")).isEqualTo(left);
    assertThat(told.done()).isTrue();
    assertThat(CLEANUP.number(LEFT)).isZero();
    assertThat(
            CLEANUP.one(
                "select outcome || ' ' || error from ops.job_runs where name = 'cleanup' order by started_at limit 1"))
        .startsWith("failed killed: it never said how it ended");
  }

  /** The server finds out that its client has gone when the statement of that moment is over. */
  private static void awaitUnlocked() {
    String held = "select count(*) from pg_locks where locktype = 'advisory'";
    await().atMost(Duration.ofSeconds(60)).until(() -> CLEANUP.number(held) == 0);
  }

  private static int statusOf(Http client) {
    try {
      return client.post("/v1/cleanup").status();
    } catch (UncheckedIOException e) {
      return 0;
    }
  }

  private static ProcessHandle besideProcess() {
    return ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("functions/cleanup/target"))
        .findFirst()
        .orElseThrow();
  }

  private Http here() {
    return callers.scheduler();
  }

  private static Http beside() {
    return CLEANUP
        .at("cleanup", "anybody")
        .as(Callers.checked(CLEANUP.issuer().token(Callers.SCHEDULER)));
  }

  private static void assertKept(Answer answer, String outcomeAndDryRun) {
    assertThat(
            CLEANUP.one(
                "select outcome || ' ' || dry_run from ops.job_runs where run_id = ?::uuid and name = 'cleanup' and finished_at >= started_at",
                answer.text("run_id")))
        .isEqualTo(outcomeAndDryRun);
    assertThat(
            CLEANUP.one(
                "select (numbers = ?::jsonb)::text from ops.job_runs where run_id = ?::uuid",
                answer.body(),
                answer.text("run_id")))
        .isEqualTo("true");
  }
}
