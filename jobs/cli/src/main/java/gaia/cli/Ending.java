package gaia.cli;

import gaia.timetable.BadTimetable;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;

/** Runs a command's work, and turns however that ends into words, JSON and an exit code. */
final class Ending {
  private final ApplicationContext context;
  private final Consumer<Map<String, Long>> ended;

  Ending(ApplicationContext context, Consumer<Map<String, Long>> ended) {
    this.context = context;
    this.ended = ended;
  }

  interface Work {
    Outcome run(Run run) throws SQLException;
  }

  int of(Run run, Work work) {
    try {
      Outcome outcome = work.run(run);
      return end(run, run.report(outcome, outcome.exit, null));
    } catch (Stop stop) {
      return stop(run, stop);
    } catch (SQLException failure) {
      return stop(run, Failure.of(failure));
    } catch (BadTimetable wrong) {
      return stop(run, Stop.badInput(String.valueOf(wrong.getMessage()), wrong.hint()));
    } catch (RuntimeException failure) {
      SQLException refusal = Failure.within(failure);
      return stop(run, refusal == null ? fault(run, failure) : Failure.of(refusal));
    }
  }

  private static Stop fault(Run run, RuntimeException failure) {
    failure.printStackTrace(run.err);
    return Stop.because(
        Outcome.FAILED, failure.toString(), "this is a fault of gaia: report it with the trace");
  }

  private int stop(Run run, Stop stop) {
    run.err.printf("%s: %s: %s%n", run.name(), stop.outcome.word(), stop.getMessage());
    run.err.println("hint: " + stop.hint);
    run.err.flush();
    return end(
        run, run.report(stop.outcome, stop.exit, stop.getMessage() + "; hint: " + stop.hint));
  }

  private int end(Run run, Report report) {
    Map<String, Long> ages = run.end(report);
    ended.accept(ages);
    if (Schedule.isRunning()) {
      print(run.err, LogLine.of(run.name(), report, ages));
    }
    if (run.json()) {
      print(run.out, report);
    }
    return report.exit();
  }

  private void print(PrintWriter out, Object object) {
    try {
      out.println(context.getBean(JsonMapper.class).writeValueAsString(object));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
