package gaia.cleanup;

import gaia.database.DatabaseProblem;
import gaia.identity.Ids;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * A run: one connection holds the lock and does the work, statement by statement, until nothing is
 * left or the time is over. Each statement is committed before the next, so a run that is killed
 * has lost nothing, and the next one finds what it left.
 */
@Singleton
class Cleanup {
  private static final Logger LOG = Logger.getLogger(Cleanup.class.getName());
  // The rest is for counting what is left.
  private static final double WORK = 0.9;

  private final ConnectionOperations<Connection> connections;
  private final RunRepository runs;
  private final ChoreRepository chores;
  private final StepRepository steps;
  private final TrafficRepository traffic;
  private final CleanupSettings settings;
  private final JsonMapper json;
  private final Clock clock;
  // Where the pool is one connection, another call would wait for it in place of being told.
  private final AtomicBoolean running = new AtomicBoolean();

  Cleanup(
      ConnectionOperations<Connection> connections,
      RunRepository runs,
      ChoreRepository chores,
      StepRepository steps,
      TrafficRepository traffic,
      CleanupSettings settings,
      JsonMapper json,
      Clock clock) {
    this.connections = connections;
    this.runs = runs;
    this.chores = chores;
    this.steps = steps;
    this.traffic = traffic;
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  boolean isRunningHere() {
    return running.get();
  }

  Outcome run() {
    if (!running.compareAndSet(false, true)) {
      return new Outcome.Running();
    }
    Run run = new Run(Ids.v7(clock), clock.instant());
    try {
      return connections.executeWrite(status -> alone(run));
    } catch (RuntimeException e) {
      end(run, null, e);
      throw e;
    } finally {
      running.set(false);
    }
  }

  private Outcome alone(Run run) {
    if (!runs.lock().yes()) {
      return new Outcome.Running();
    }
    try {
      runs.begin(run.id, run.started);
      run.begun = true;
      Receipt receipt = work(run);
      end(run, receipt, null);
      return new Outcome.Told(receipt);
    } finally {
      release();
    }
  }

  /** A connection that can't say it any more has lost the lock already. */
  private void release() {
    try {
      runs.unlock();
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, "the lock went with its connection", e);
    }
  }

  private Receipt work(Run run) {
    chores
        .all(run.started)
        .forEach(
            chore ->
                run.walks.put(
                    chore,
                    new Walk(
                        (since, atMost) -> steps.sweep(chore.rule(), run.started, since, atMost))));
    Courtesy courtesy = new Courtesy(() -> traffic.now().commits(), System::nanoTime);
    run.rounds.walk(run.walks.values(), WORK, courtesy::after);
    Map<Chore, Walk> left = new LinkedHashMap<>();
    run.walks.forEach((chore, walk) -> left.put(chore, counting(run, chore, walk)));
    left.values().removeIf(Walk::whole);
    run.rounds.walk(left.values(), 1, step -> 0);
    return run.receipt(left);
  }

  /**
   * What was passed by is looked for from the start; what was not come to, from where that was: the
   * index before it is full of what is no more.
   */
  private Walk counting(Run run, Chore chore, Walk walk) {
    Walk.Statement count = (since, atMost) -> steps.count(chore.rule(), run.started, since, atMost);
    if (!walk.whole()) {
      return new Walk(count, walk.since());
    }
    return walk.passed() ? new Walk(count) : Walk.over();
  }

  private void end(Run run, @Nullable Receipt receipt, @Nullable RuntimeException failure) {
    if (!run.begun) {
      return;
    }
    try {
      Receipt told = receipt == null ? run.receipt(Map.of()) : receipt;
      runs.end(
          run.id,
          run.started,
          clock.instant(),
          failure == null ? told.outcome() : failed(failure),
          false,
          json.writeValueAsString(told),
          failure == null ? null : failure.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      if (failure == null) {
        throw e;
      }
      // The next run finds it unfinished and says so.
      failure.addSuppressed(e);
    }
  }

  private static String failed(RuntimeException failure) {
    return DatabaseProblem.of(failure) == DatabaseProblem.UNAVAILABLE ? "unreachable" : "failed";
  }

  /** One run, as far as it has come. */
  private final class Run {
    final UUID id;
    final Instant started;
    final Rounds rounds = new Rounds(settings.time());
    final Map<Chore, Walk> walks = new LinkedHashMap<>();
    boolean begun;

    Run(UUID id, Instant started) {
      this.id = id;
      this.started = started;
    }

    Receipt receipt(Map<Chore, Walk> left) {
      return new Receipt(
          id,
          false,
          !walks.isEmpty() && walks.values().stream().allMatch(Walk::whole),
          rounds.took().toMillis(),
          walks.entrySet().stream()
              .map(
                  entry ->
                      entry
                          .getKey()
                          .line(
                              entry.getValue().rows(),
                              left.getOrDefault(entry.getKey(), Walk.over()).rows()))
              .toList());
    }
  }
}
