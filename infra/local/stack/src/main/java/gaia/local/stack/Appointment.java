package gaia.local.stack;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import gaia.timetable.BadTimetable;
import gaia.timetable.Timetable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;

/** A line of jobs/schedule.yaml with the moments at which it is due. */
record Appointment(Timetable.Line line, ExecutionTime times, ZoneId zone) {
  private static final CronParser CRON =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

  static List<Appointment> of(Path file) throws IOException {
    try {
      Timetable timetable = Timetable.read(file);
      return timetable.lines().stream().map(line -> of(timetable, line)).toList();
    } catch (BadTimetable e) {
      throw new CannotStart(e.getMessage() + "; hint: " + e.hint());
    }
  }

  String name() {
    return line.name();
  }

  ZonedDateTime after(ZonedDateTime moment) {
    return times.nextExecution(moment.withZoneSameInstant(zone)).orElseThrow();
  }

  private static Appointment of(Timetable timetable, Timetable.Line line) {
    try {
      return new Appointment(
          line, ExecutionTime.forCron(CRON.parse(line.cron())), timetable.zone());
    } catch (IllegalArgumentException e) {
      throw timetable.wrong(
          line,
          "cron of %s: %s".formatted(line.name(), e.getMessage()),
          "five fields: minute, hour, day of month, month, day of week");
    }
  }
}
