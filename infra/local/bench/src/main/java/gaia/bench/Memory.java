package gaia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Resident memory of a process, from the kernel's own accounts. */
final class Memory {
  private Memory() {}

  /** Megabytes now. */
  static double resident(ProcessHandle process) {
    return megabytes(process, "VmRSS:");
  }

  /** Megabytes at the highest. */
  static double peak(ProcessHandle process) {
    return megabytes(process, "VmHWM:");
  }

  /** Not a number where the kernel keeps no such accounts. */
  private static double megabytes(ProcessHandle process, String field) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith(field))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst()
          .orElse(Double.NaN);
    } catch (IOException e) {
      return Double.NaN;
    }
  }
}
