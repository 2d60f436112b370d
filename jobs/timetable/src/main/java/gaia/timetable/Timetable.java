package gaia.timetable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/** What runs when, as jobs/schedule.yaml says it; Terraform reads the same file for the cloud. */
public record Timetable(String file, ZoneId zone, List<Line> lines) {
  private static final String BUNDLED = "schedule.yaml";

  /**
   * One line of it.
   *
   * @param function it is a function that is called, and no command
   * @param does the words after {@code gaia}, or the path that is called
   * @param cron five fields, in the time zone of the timetable
   * @param staleAfter how old its last success may be
   * @param at where it stands in the file
   */
  public record Line(
      String name, boolean function, String does, String cron, Duration staleAfter, int at) {
    /** The name of its runs in the ledger. */
    public String job() {
      return function ? name : does.split(" ", 2)[0];
    }
  }

  /** The first words of the commands. */
  public List<String> jobs() {
    return lines.stream().filter(line -> !line.function()).map(Line::job).toList();
  }

  /** For whoever finds more amiss in a line than this reader looks for. */
  public BadTimetable wrong(Line line, String what, String hint) {
    return new BadTimetable(file, line.at(), what, hint);
  }

  public static Timetable read(Path file) throws IOException {
    try (Reader reader = Files.newBufferedReader(file)) {
      return new TimetableReader(file.toString()).read(reader);
    }
  }

  /** The one that this build was made with. */
  public static Timetable bundled() {
    try (InputStream file = Timetable.class.getResourceAsStream("/" + BUNDLED)) {
      if (file == null) {
        throw new IllegalStateException("the build put no " + BUNDLED + " into the jar");
      }
      return new TimetableReader(BUNDLED).read(new InputStreamReader(file, UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
