package gaia.local.stack;

import gaia.timetable.Timetable;
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
  private final List<Appointment> appointments;
  private final Task task;
  private final Clock clock;
  private final Consumer<String> say;
  private final List<Thread> keepers = new ArrayList<>();

  /** Does what a line says and tells its end in a few words. */
  interface Task {
    String run(Timetable.Line line) throws IOException, InterruptedException;
  }

  Scheduler(List<Appointment> appointments, Task task, Clock clock, Consumer<String> say) {
    this.appointments = appointments;
    this.task = task;
    this.clock = clock;
    this.say = say;
  }

  void start() {
    for (Appointment each : appointments) {
      keepers.add(Thread.ofVirtual().name(each.name()).start(() -> keep(each)));
    }
  }

  /** Such as {@code 8 lines, next: keepalive at 21:05}. */
  String told() {
    ZonedDateTime now = ZonedDateTime.now(clock);
    return appointments.stream()
        .min(Comparator.comparing(each -> each.after(now)))
        .map(
            next ->
                "%d lines of jobs/schedule.yaml, next: %s at %s"
                    .formatted(
                        appointments.size(),
                        next.name(),
                        DateTimeFormatter.ofPattern("HH:mm VV").format(next.after(now))))
        .orElse("nothing");
  }

  void stop() {
    keepers.forEach(Thread::interrupt);
  }

  private void keep(Appointment each) {
    try {
      while (true) {
        Thread.sleep(Duration.between(clock.instant(), each.after(ZonedDateTime.now(clock))));
        run(each.line());
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
