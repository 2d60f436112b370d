package gaia.backup;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * On which processors of this machine threads run, by their numbers, and how soon: Linux's
 * sched(7), which the JDK has no word for.
 */
final class Scheduling {
  // As many as the C library's cpu_set_t holds.
  private static final int BYTES = 1024 / 8;

  private static final int SCHED_OTHER = 0;
  private static final int SCHED_IDLE = 5;

  private final MethodHandle get;
  private final MethodHandle set;
  private final MethodHandle setPolicy;

  private Scheduling() {
    get = function("sched_getaffinity", JAVA_LONG);
    set = function("sched_setaffinity", JAVA_LONG);
    setPolicy = function("sched_setscheduler", JAVA_INT);
  }

  // All of them say the thread, a number, and where the rest lies.
  private static MethodHandle function(String name, MemoryLayout number) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name),
        FunctionDescriptor.of(JAVA_INT, JAVA_INT, number, ADDRESS));
  }

  static Optional<Scheduling> here() {
    return System.getProperty("os.name").equals("Linux")
        ? Optional.of(new Scheduling())
        : Optional.empty();
  }

  /** The processors that a thread may run on; none where they are too many to say. */
  BitSet of(int thread) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(BYTES);
      return done(() -> (int) get.invokeExact(thread, (long) BYTES, mask))
          ? BitSet.valueOf(mask.toArray(JAVA_BYTE))
          : new BitSet();
    }
  }

  /** Another's thread, where we may: as its user, or as root. */
  void keep(int thread, BitSet on) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment mask = arena.allocate(BYTES);
      mask.copyFrom(MemorySegment.ofArray(on.toByteArray()));
      done(() -> (int) set.invokeExact(thread, (long) BYTES, mask));
    }
  }

  /**
   * All threads of this process, and those that they will begin.
   *
   * @param last whether behind whoever wants to run; only root may take that back
   */
  void keepUs(BitSet on, boolean last) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment priority = arena.allocate(JAVA_INT);
      for (int thread : ourThreads()) {
        keep(thread, on);
        done(() -> (int) setPolicy.invokeExact(thread, last ? SCHED_IDLE : SCHED_OTHER, priority));
      }
    }
  }

  private static int[] ourThreads() throws IOException {
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      return threads
          .mapToInt(thread -> Integer.parseInt(thread.getFileName().toString()))
          .toArray();
    }
  }

  private interface Call {
    int result() throws Throwable;
  }

  // What is refused, or is gone by now, goes on as it did.
  private static boolean done(Call call) {
    try {
      return call.result() == 0;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** The one of these that is disturbed most by devices, where those wake up who wait for them. */
  static int mostInterrupted(BitSet among, List<String> interrupts) {
    int[] columns = interrupts.isEmpty() ? new int[0] : numbered(interrupts.getFirst());
    long[] sums = new long[columns.length];
    interrupts.stream()
        .skip(1)
        .map(String::strip)
        .filter(line -> line.matches("\\d+:.*"))
        .map(line -> line.split("\\s+"))
        .forEach(
            words -> {
              for (int i = 0; i < sums.length && i + 1 < words.length; i++) {
                sums[i] += Long.parseLong(words[i + 1]);
              }
            });
    int most = among.nextSetBit(0);
    long sum = -1;
    for (int i = 0; i < columns.length; i++) {
      if (among.get(columns[i]) && sums[i] > sum) {
        most = columns[i];
        sum = sums[i];
      }
    }
    return most;
  }

  // Of "CPU0  CPU2": not each number is there.
  private static int[] numbered(String head) {
    return Stream.of(head.strip().split("\\s+"))
        .mapToInt(word -> Integer.parseInt(word.substring("CPU".length())))
        .toArray();
  }
}
