package gaia.bench;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line a scene; a column that was not measured says so. */
final class Table {
  private static final String ROW = "%-18s %7s %10s %8s %8s %9s %7s %7s %7s %11s %13s%n";

  private Table() {}

  static void head() {
    System.out.printf(
        ROW,
        "scene",
        "clients",
        "pgbench/s",
        "floor/s",
        "gaia/s",
        "/pgbench",
        "/floor",
        "p50 ms",
        "p99 ms",
        "us PG/floor",
        "us Java/floor");
  }

  /**
   * Processor time is microseconds a request, of PostgreSQL and of the server before it, under the
   * function and under the floor.
   */
  static void row(String scene, int clients, double pgbench, @Nullable Result floor, Result gaia) {
    System.out.printf(
        ROW,
        scene,
        clients,
        number(pgbench, 0),
        number(floor == null ? Double.NaN : floor.perSecond(), 0),
        number(gaia.perSecond(), 0),
        number(gaia.perSecond() / pgbench, 2),
        number(floor == null ? Double.NaN : gaia.perSecond() / floor.perSecond(), 2),
        number(gaia.p50(), 2),
        number(gaia.p99(), 2),
        pair(gaia.postgres(), floor == null ? Double.NaN : floor.postgres()),
        pair(gaia.server(), floor == null ? Double.NaN : floor.server()));
  }

  private static String pair(double gaia, double floor) {
    return number(gaia, 0) + "/" + number(floor, 0);
  }

  private static String number(double value, int digits) {
    return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + digits + "f", value) : "-";
  }
}
