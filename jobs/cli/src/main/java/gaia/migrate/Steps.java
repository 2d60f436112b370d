package gaia.migrate;

import gaia.cli.Run;
import gaia.cli.Took;
import java.time.Duration;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/** Tells each migration as it ends, and how long it took. */
final class Steps implements Callback {
  private final Run run;
  private long begun;

  Steps(Run run) {
    this.run = run;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    if (event == Event.BEFORE_EACH_MIGRATE) {
      begun = System.nanoTime();
    } else {
      Duration took = Duration.ofNanos(System.nanoTime() - begun);
      run.progress(Schema.name(context.getMigrationInfo()) + " " + Took.millis(took));
    }
  }

  @Override
  public String getCallbackName() {
    return "steps";
  }
}
