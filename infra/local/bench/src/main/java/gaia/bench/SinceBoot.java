package gaia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Milliseconds since the machine started, from the kernel's own accounts, to ten of them. */
final class SinceBoot {
  private static final double TICKS_PER_SECOND = 100;
  private static final int START = 19;

  private SinceBoot() {}

  static double now() throws IOException {
    String uptime = Files.readString(Path.of("/proc/uptime"));
    return Double.parseDouble(uptime.split(" ", -1)[0]) * 1e3;
  }

  /** When a process began, whoever started it. */
  static double began(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return Long.parseLong(fields[START]) / TICKS_PER_SECOND * 1e3;
  }
}
