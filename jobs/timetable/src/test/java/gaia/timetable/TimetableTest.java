package gaia.timetable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimetableTest {
  private static final String WHOLE =
      """
      # what runs when
      time_zone: Etc/UTC
      jobs:
        save: {run: backup --engine cloud-sql, cron: "30 3 * * *", stale_after_minutes: 2880}
      functions:
        cleanup:
          post: /v1/cleanup
          cron: "0 5 * * *"
          stale_after_minutes: 60
      """;

  @TempDir private Path folder;

  @Test
  void theBundledOne_isWhole() {
    Timetable bundled = Timetable.bundled();
    assertThat(bundled.jobs()).contains("keepalive", "migrate", "doctor");
    assertThat(bundled.lines()).anyMatch(Timetable.Line::function);
  }

  @Test
  void aLine_saysWhatItDoes_andWhereItStands() throws IOException {
    Timetable timetable = Timetable.read(file(WHOLE));
    assertThat(timetable.zone().getRules().getOffset(java.time.Instant.EPOCH))
        .isEqualTo(ZoneOffset.UTC);
    Timetable.Line save = timetable.lines().getFirst();
    assertThat(save.name()).isEqualTo("save");
    assertThat(save.job()).isEqualTo("backup");
    assertThat(save.does()).isEqualTo("backup --engine cloud-sql");
    assertThat(save.staleAfter()).isEqualTo(Duration.ofDays(2));
    assertThat(save.at()).isEqualTo(4);
    assertThat(timetable.lines().getLast().job()).isEqualTo("cleanup");
    assertThat(timetable.jobs()).containsExactly("backup");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          save: {run:          | save {run:           | 4 | mapping values are not allowed
          2880}                | 2880                 | 5 | while parsing a flow mapping
          2880                 | soon                 | 4 | stale_after_minutes of save is soon
          , cron: "30 3 * * *" | ~~                   | 4 | save has no cron
          Etc/UTC              | Mars                 | 2 | there is no time zone Mars
          time_zone: Etc/UTC   | zone: Etc/UTC        | 2 | nobody knows zone
          functions:           | jobs:                | 5 | jobs is there twice
          cron: "0 5 * * *"    | cron: [0, 5]         | 8 | cron is no word
          post:                | pots:                | 7 | nobody knows pots
          """)
  void whatIsWrong_isNamedWithItsLine(String right, String wrong, int line, String what)
      throws IOException {
    Path file = file(WHOLE.replace(right, wrong));
    BadTimetable refusal = catchThrowableOfType(BadTimetable.class, () -> Timetable.read(file));
    assertThat(refusal).hasMessageStartingWith(file + ", line " + line + ": " + what);
    assertThat(refusal.hint()).isNotBlank();
  }

  @Test
  void anEmptyFile_isRefused() throws IOException {
    Path file = file("# nothing\n");
    BadTimetable refusal = catchThrowableOfType(BadTimetable.class, () -> Timetable.read(file));
    assertThat(refusal).hasMessage(file + ", line 1: there is nothing in it");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("schedule.yaml"), text);
  }
}
