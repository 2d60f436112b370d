package gaia.health;

import gaia.cli.DurationOption;
import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Question;
import gaia.cli.Run;
import gaia.cli.Stop;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Singleton
@Command(
    name = "health",
    description =
        "What a container's health check runs every 10 s, 5 failures long: latency, versions and"
            + " connections; exit 1 where the database does not answer in time.")
final class Health extends Question {
  // Shorter than the 5 s after which a container's check is killed without a word.
  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "4s",
      converter = DurationOption.class,
      description = "Unhealthy without an answer until then (${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofSeconds(4);

  @Override
  protected Outcome run(Run run) {
    CompletableFuture<Vitals> asked =
        CompletableFuture.supplyAsync(
            () -> ask(run), task -> Thread.ofVirtual().name("health").start(task));
    try {
      asked.get(timeout.toMillis(), TimeUnit.MILLISECONDS).tell(run);
      return Outcome.DONE;
    } catch (TimeoutException e) {
      throw unhealthy("no answer within " + timeout.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      SQLException refusal = Failure.within(e);
      throw unhealthy(refusal == null ? String.valueOf(e.getCause()) : Failure.text(refusal), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unhealthy("interrupted", e);
    }
  }

  private Vitals ask(Run run) {
    try {
      return Vitals.read(run.database().within(timeout).connectTimed());
    } catch (SQLException e) {
      throw Failure.of(e);
    }
  }

  private static Stop unhealthy(String why, Throwable cause) {
    return Stop.because(
        Outcome.UNHEALTHY,
        why,
        "see that it runs and that this machine may reach it; gaia keepalive waits longer",
        cause);
  }
}
