package gaia.migrate;

import gaia.cli.Run;
import gaia.cli.Took;
import java.time.Duration;
import java.util.Set;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Tells each migration and how long it took, as many to a line as fit. */
final class Steps implements Callback {
  private static final int WIDTH = 96;
  private static final Set<Event> EVENTS =
      Set.of(
          Event.BEFORE_EACH_MIGRATE,
          Event.AFTER_EACH_MIGRATE,
          Event.AFTER_MIGRATE,
          Event.AFTER_MIGRATE_ERROR);

  private final Run run;
  private final StringBuilder line = new StringBuilder();
  private long begun;

  Steps(Run run) {
    this.run = run;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return EVENTS.contains(event);
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    if (event == Event.BEFORE_EACH_MIGRATE) {
      begun = System.nanoTime();
    } else if (event == Event.AFTER_EACH_MIGRATE) {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      add(name(context.getMigrationInfo()) + " " + Took.millis(took));
    } else {
      flush();
    }
  }

  /** {@code 8 campaign sessions}. */
  static String name(MigrationInfo migration) {
    return version(migration.getVersion().getVersion()) + " " + migration.getDescription();
  }

  /** {@code 8} for {@code 008}. */
  static String version(String written) {
    return written.replaceFirst("^0+(?=.)", "");
  }

  private void add(String step) {
    if (line.length() + step.length() > WIDTH) {
      flush();
    }
    line.append(line.isEmpty() ? "" : "   ").append(step);
  }

  private void flush() {
    if (!line.isEmpty()) {
      run.progress(line.toString());
      line.setLength(0);
    }
  }

  @Override
  public String getCallbackName() {
    return "steps";
  }
}
