package gaia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time of processes, from the kernel's own accounts; zero where it keeps none. */
final class Cpu {
  private static final double TICKS_PER_SECOND = 100;
  // utime and stime of its own, then those of children that were waited for
  private static final int OWN = 11;
  private static final int CHILDREN = 13;

  private Cpu() {}

  /** Seconds of a process, its children, and those children that have ended. */
  static double seconds(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).mapToDouble(Cpu::own).sum();
  }

  /** Seconds of all processes that this one has started and that have ended. */
  static double secondsOfEnded() {
    return ticks(ProcessHandle.current(), CHILDREN, CHILDREN + 1);
  }

  private static double own(ProcessHandle process) {
    return ticks(process, OWN, CHILDREN + 1);
  }

  private static double ticks(ProcessHandle process, int first, int last) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      long ticks = 0;
      for (int i = first; i <= last; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }
}
