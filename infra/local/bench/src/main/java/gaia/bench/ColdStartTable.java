package gaia.bench;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * One line a way to start, then the ratios, which are taken round by round: of the time until the
 * first answer, and of the processor time, which other programs disturb less.
 */
final class ColdStartTable {
  private static final int WAYS = 4;

  private ColdStartTable() {}

  static void print(List<ColdStart> starts) {
    System.out.printf(
        "%-9s %-6s %10s %10s %7s %7s %7s %9s%n",
        "server", "from", "processors", "median ms", "least", "most", "cpu ms", "MB after");
    for (ColdStart start : starts) {
      System.out.printf(
          "%-9s %-6s %10s %10.0f %7.0f %7.0f %7.0f %9.0f%n",
          start.name(),
          start.from(),
          processors(start),
          Median.of(start.millis()),
          start.millis().stream().min(Double::compare).orElseThrow(),
          start.millis().stream().max(Double::compare).orElseThrow(),
          Median.of(start.cpu()),
          Median.of(start.resident()));
    }
    for (int at = 0; at < starts.size(); at += WAYS) {
      ColdStart cached = starts.get(at);
      String on = "on " + processors(cached) + ": AOT / ";
      ratio(on + "the same flags", cached, starts.get(at + 1));
      ratio(on + "the JDK as it is", cached, starts.get(at + 2));
      ratio(on + "the floor", cached, starts.get(at + 3));
    }
    if (starts.size() > WAYS) {
      ratio("AOT on one processor / on two", starts.get(WAYS), starts.getFirst());
    }
  }

  private static String processors(ColdStart start) {
    return start.processors().isEmpty() ? "all" : start.processors();
  }

  private static void ratio(String what, ColdStart one, ColdStart other) {
    System.out.printf(
        "%-36s %.2f, processor time %.2f%n",
        what, ratio(one, other, ColdStart::millis), ratio(one, other, ColdStart::cpu));
  }

  private static double ratio(
      ColdStart one, ColdStart other, Function<ColdStart, List<Double>> figure) {
    return Median.of(
        IntStream.range(0, one.millis().size())
            .mapToObj(round -> figure.apply(one).get(round) / figure.apply(other).get(round))
            .toList());
  }
}
