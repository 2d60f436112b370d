package gaia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Processor time of processes, from the kernel's own accounts; zero where it keeps none. */
final class Cpu {
  private static final double TICKS_PER_SECOND = 100;

  private Cpu() {}

  /** Seconds of a process, its children, and those children that have ended. */
  static double seconds(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).mapToDouble(Cpu::own).sum();
  }

  private static double own(ProcessHandle process) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      // utime, stime, and those of children that were waited for
      long ticks = 0;
      for (int i = 11; i <= 14; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0;
    }
  }
}
