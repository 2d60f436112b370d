package gaia.local.stack;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One machine's Cloud Scheduler: starts each line at its time and says how that went. */
final class Scheduler {
  private final Timetable timetable;
  private final Task task;
  private final Clock clock;
  private final Consumer<String> say;
  private final List<Thread> lines = new ArrayList<>();

  /** Does what a line says and tells its end in a few words. */
  interface Task {
    String run(Timetable.Line line) throws IOException, InterruptedException;
  }

  Scheduler(Timetable timetable, Task task, Clock clock, Consumer<String> say) {
    this.timetable = timetable;
    this.task = task;
    this.clock = clock;
    this.say = say;
  }

  void start() {
    timetable
        .lines()
        .forEach(line -> lines.add(Thread.ofVirtual().name(line.name()).start(() -> keep(line))));
  }

  /** Such as {@code 8 lines, next: keepalive at 21:05}. */
  String told() {
    ZonedDateTime now = ZonedDateTime.now(clock);
    return timetable.lines().stream()
        .min(Comparator.comparing(line -> line.after(now)))
        .map(
            next ->
                "%d lines of jobs/schedule.yaml, next: %s at %s"
                    .formatted(
                        timetable.lines().size(),
                        next.name(),
                        DateTimeFormatter.ofPattern("HH:mm VV").format(next.after(now))))
        .orElse("nothing");
  }

  void stop() {
    lines.forEach(Thread::interrupt);
  }

  private void keep(Timetable.Line line) {
    try {
      while (true) {
        Thread.sleep(Duration.between(clock.instant(), line.after(ZonedDateTime.now(clock))));
        run(line);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Timetable.Line line) throws InterruptedException {
    long begun = System.nanoTime();
    try {
      String ended = task.run(line);
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      say.accept("schedule: %s, %s in %d ms".formatted(line.name(), ended, took));
    } catch (IOException e) {
      say.accept("schedule: %s could not be started: %s".formatted(line.name(), e.getMessage()));
    }
  }
}
