package gaia.bench;

import java.util.List;
import java.util.stream.IntStream;

/** One line a way to start, then the ratios, which are taken round by round. */
final class ColdStartTable {
  private ColdStartTable() {}

  static void print(List<ColdStart> starts) {
    System.out.printf(
        "%-10s %-6s %10s %9s %8s %8s %9s%n",
        "server", "cache", "processors", "median ms", "least", "most", "MB after");
    for (ColdStart start : starts) {
      System.out.printf(
          "%-10s %-6s %10s %9.0f %8.0f %8.0f %9.0f%n",
          start.name(),
          start.cached() ? "AOT" : "none",
          start.processors().isEmpty() ? "all" : start.processors(),
          Median.of(start.millis()),
          start.millis().stream().min(Double::compare).orElseThrow(),
          start.millis().stream().max(Double::compare).orElseThrow(),
          Median.of(start.resident()));
    }
    for (int at = 0; at < starts.size(); at += 3) {
      ColdStart function = starts.get(at);
      System.out.printf(
          "on %s: with its cache / without %.2f; function / floor %.2f%n",
          function.processors().isEmpty() ? "all" : function.processors(),
          ratio(function, starts.get(at + 1)),
          ratio(function, starts.get(at + 2)));
    }
    if (starts.size() > 3) {
      System.out.printf(
          "with its cache on one processor / on two %.2f%n",
          ratio(starts.get(3), starts.getFirst()));
    }
  }

  private static double ratio(ColdStart one, ColdStart other) {
    return Median.of(
        IntStream.range(0, one.millis().size())
            .mapToObj(round -> one.millis().get(round) / other.millis().get(round))
            .toList());
  }
}
