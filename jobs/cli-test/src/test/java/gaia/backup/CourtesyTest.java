package gaia.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import gaia.archive.Parallel;
import gaia.cli.Child;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Where the kernel lets a backup run, and the server's processes that read for it. */
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class CourtesyTest {
  private static final String LARGE =
      """
      create table public.large as
        select g as n, md5(g::text) || md5((g + 1)::text) as t from generate_series(1, 600000) g;
      create table public.counted as select 1 as n
      """;

  private static final Pattern MAY_RUN_ON = Pattern.compile("Cpus_allowed_list:\\s*(\\S+)");
  private static final int SCHED_IDLE = 5;
  private static final int POLICY = 38;

  @TempDir private Path folder;
  private Scratch database;
  private final Set<String> readers = new HashSet<>();
  private final Set<String> program = new HashSet<>();
  private boolean last;

  @BeforeEach
  void aDatabaseOfSomeSize() throws SQLException {
    assumeThat(Runtime.getRuntime().availableProcessors()).isGreaterThan(1);
    database = Scratch.migrated();
    database.run(LARGE);
  }

  @Test
  void whileSomebodyWrites_itAndItsReadersLeaveAProcessor() throws Exception {
    try (Writer writer = Writer.of(database, "update public.counted set n = n + 1")) {
      writer.awaitSome();
      backUp(Map.of());
    }
    String ours = mayRunOn(Path.of("/proc/self/status"));
    assertThat(readers).hasSize(1).doesNotContain(ours);
    // It is everywhere until it has seen the writer.
    assertThat(program).contains(ours).containsAll(readers);
    assertThat(last).isTrue();
  }

  @Test
  void whereNobodyIs_itTakesAll() throws Exception {
    // Longer than who left is taken for somebody at work.
    Thread.sleep(1_500);
    backUp(Map.of());
    assertTakesAll();
  }

  @Test
  void bySchedule_itLeavesOneToo_andStandsBehindNobody() throws Exception {
    try (Writer writer = Writer.of(database, "update public.counted set n = n + 1")) {
      writer.awaitSome();
      backUp(Map.of("GAIA_SCHEDULED", "true"));
    }
    assertThat(readers).hasSize(1).doesNotContain(mayRunOn(Path.of("/proc/self/status")));
    assertThat(last).isFalse();
  }

  @Test
  void whoSaysHowMany_takesAll() throws Exception {
    try (Writer writer = Writer.of(database, "update public.counted set n = n + 1")) {
      writer.awaitSome();
      backUp(Map.of(), "--jobs", "2");
    }
    assertTakesAll();
  }

  @Test
  void whereTheServerTakesNoMoreConnections_itDoesWithoutLooking() throws Exception {
    // The lock is held in another database; the rest are the run's, the moment's and the readers'.
    database.run(
        "alter database %s connection limit %d".formatted(database.name(), 2 + Parallel.cores()));
    backUp(Map.of(), "--connect-timeout", "0s");
    assertTakesAll();
  }

  @Test
  void theMostInterruptedProcessor_isOneOfThoseGiven() {
    List<String> interrupts =
        List.of(
            "            CPU0       CPU1       CPU3       ",
            " 24:          1          0          9  IO-APIC   5-edge      ACPI:Ged",
            " 36:          0   22999810          7  PCI-MSIX  1-edge      virtio1-req.0",
            "LOC:   99470288   18762799          1  Local timer interrupts");
    BitSet all = BitSet.valueOf(new long[] {0b1011});
    assertThat(Scheduling.mostInterrupted(all, interrupts)).isEqualTo(1);
    all.clear(1);
    assertThat(Scheduling.mostInterrupted(all, interrupts)).isEqualTo(3);
    assertThat(Scheduling.mostInterrupted(all, List.of())).isZero();
  }

  private void assertTakesAll() throws IOException {
    String ours = mayRunOn(Path.of("/proc/self/status"));
    assertThat(readers).containsExactly(ours);
    assertThat(program).containsExactly(ours);
    assertThat(last).isFalse();
  }

  private void backUp(Map<String, String> settings, String... more) throws Exception {
    List<String> words =
        new ArrayList<>(List.of("backup", "--database", database.url(), "--to", "" + folder));
    words.addAll(List.of(more));
    Process backup = new Child().with(settings).start(words.toArray(String[]::new));
    while (backup.isAlive()) {
      look(backup.pid());
      Thread.sleep(5);
    }
    assertThat(backup.exitValue()).isZero();
  }

  private void look(long backup) throws IOException {
    try {
      program.add(mayRunOn(Path.of("/proc/" + backup + "/status")));
      String[] fields = Files.readString(Path.of("/proc/" + backup + "/stat")).split("\\) ", 2);
      last |= Integer.parseInt(fields[1].split(" ", -1)[POLICY]) == SCHED_IDLE;
    } catch (IOException e) {
      // It has just ended.
    }
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      for (Path process : processes.filter(CourtesyTest::isProcess).toList()) {
        lookAtServer(process);
      }
    }
  }

  private static boolean isProcess(Path path) {
    return path.getFileName().toString().matches("\\d+");
  }

  private void lookAtServer(Path process) {
    try {
      String line = Files.readString(process.resolve("cmdline"));
      if (line.startsWith("postgres: ") && line.matches(".* " + database.name() + " .* COPY.*")) {
        readers.add(mayRunOn(process.resolve("status")));
      }
    } catch (IOException e) {
      // Another that ended.
    }
  }

  private static String mayRunOn(Path status) throws IOException {
    Matcher line = MAY_RUN_ON.matcher(Files.readString(status));
    assertThat(line.find()).isTrue();
    return line.group(1);
  }
}
