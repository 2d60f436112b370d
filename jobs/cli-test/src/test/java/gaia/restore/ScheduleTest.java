package gaia.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.archive.Manifest;
import gaia.archive.Manifest.Section;
import gaia.archive.Manifest.Table;
import gaia.archive.Part;
import gaia.archive.rows.Verification.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ScheduleTest {
  private static final Table EVENTS = new Table("events", List.of("id"), 2, "");
  private static final Table EMPTY = new Table("empty", List.of("id"), 0, "");

  private final Schedule schedule =
      new Schedule(
          manifest(
              List.of(EVENTS, EMPTY),
              section(Part.ROWS, "events"),
              section(Part.ROWS, "events"),
              section(Part.KEYS, "events"),
              section(Part.INDEX, "events")));

  @Test
  void keysWaitForAllRowsOfTheirTable_indexesForKeys_andTheRestForAll()
      throws InterruptedException {
    assertThat(next()).isEqualTo("keys empty");
    Task first = taken();
    Task second = taken();
    assertThat(List.of(first.word(), second.word())).containsOnly("rows");
    schedule.done(first);
    schedule.done(second);
    assertThat(Stream.of(next(), next(), next())).containsExactly("keys events", "index", "finish");
    assertThat(schedule.take()).isNull();
  }

  @Test
  void readingBack_goesOnBesideWhatIsMade() throws InterruptedException {
    next();
    next();
    next();
    Task keys = taken();
    schedule.check(List.of(new Piece(EVENTS, "events", "", null)));
    schedule.done(keys);
    Task index = taken();
    assertThat(index.word()).isEqualTo("index");
    assertThat(next()).isEqualTo("check");
    schedule.done(index);
    assertThat(next()).isEqualTo("finish");
  }

  @Test
  void lastStep_waitsForWhoeverIsNotConnectedYet() throws InterruptedException {
    schedule.expect(2);
    schedule.join();
    for (int step = 0; step < 5; step++) {
      next();
    }
    FutureTask<String> last = new FutureTask<>(() -> taken().word());
    Thread waiting = Thread.ofPlatform().start(last);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> waiting.getState() == Thread.State.WAITING || last.isDone());
    assertThat(last).isNotDone();
    schedule.join();
    assertThat(last).succeedsWithin(Duration.ofSeconds(60)).isEqualTo("finish");
  }

  @Test
  void onceStopped_nothingIsLeft() throws InterruptedException {
    schedule.take();
    schedule.stop();
    assertThat(schedule.take()).isNull();
  }

  private Task taken() throws InterruptedException {
    return Objects.requireNonNull(schedule.take());
  }

  private String next() throws InterruptedException {
    Task task = taken();
    schedule.done(task);
    return task instanceof Task.Keys keys ? "keys " + keys.table() : task.word();
  }

  private static Section section(Part part, String table) {
    return new Section(part, table, 0, 1, 1);
  }

  private static Manifest manifest(List<Table> tables, Section... sections) {
    return new Manifest(
        Manifest.FORMAT,
        "gaia_backup_20260101_000000.sql.gz",
        1,
        "",
        "gzip",
        6,
        "local",
        "asked",
        "gaia",
        "16",
        "0",
        1,
        null,
        "2026-01-01T00:00:00Z",
        null,
        null,
        1,
        1,
        1,
        new ArrayList<>(tables),
        List.of(sections),
        List.of());
  }
}
