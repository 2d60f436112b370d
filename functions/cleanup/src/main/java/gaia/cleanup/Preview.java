package gaia.cleanup;

import gaia.identity.Ids;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Counts what a run would find now, some thousand rows a statement, for a minute at most. It takes
 * no lock, so it keeps no run from starting.
 */
@Singleton
class Preview {
  private static final Duration LONGEST = Duration.ofMinutes(1);

  private final Cleanup cleanup;
  private final RunRepository runs;
  private final ChoreRepository chores;
  private final StepRepository steps;
  private final CleanupSettings settings;
  private final JsonMapper json;
  private final Clock clock;

  Preview(
      Cleanup cleanup,
      RunRepository runs,
      ChoreRepository chores,
      StepRepository steps,
      CleanupSettings settings,
      JsonMapper json,
      Clock clock) {
    this.cleanup = cleanup;
    this.runs = runs;
    this.chores = chores;
    this.steps = steps;
    this.settings = settings;
    this.json = json;
    this.clock = clock;
  }

  Outcome look() {
    if (cleanup.isRunningHere() || runs.isLocked().yes()) {
      return new Outcome.Running();
    }
    Instant now = clock.instant();
    UUID id = Ids.v7(clock);
    Duration time = settings.time().compareTo(LONGEST) < 0 ? settings.time() : LONGEST;
    Rounds rounds = new Rounds(time);
    Map<Chore, Walk> walks = new LinkedHashMap<>();
    chores
        .all(now)
        .forEach(
            chore ->
                walks.put(
                    chore,
                    new Walk((since, atMost) -> steps.count(chore.rule(), now, since, atMost))));
    rounds.walk(walks.values(), 1, step -> 0);
    Receipt receipt =
        new Receipt(
            id,
            true,
            walks.values().stream().allMatch(Walk::whole),
            rounds.took().toMillis(),
            walks.entrySet().stream()
                .map(entry -> entry.getKey().line(entry.getValue().rows(), entry.getValue().rows()))
                .toList());
    keep(receipt, now);
    return new Outcome.Told(receipt);
  }

  private void keep(Receipt receipt, Instant started) {
    try {
      String text = json.writeValueAsString(receipt);
      runs.end(receipt.runId(), started, clock.instant(), receipt.outcome(), true, text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
