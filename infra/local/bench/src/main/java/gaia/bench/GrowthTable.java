package gaia.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** One line a scene: the small database, the large one, and what a request costs more there. */
final class GrowthTable {
  private GrowthTable() {}

  static void head() {
    System.out.printf(
        "%-12s %7s %9s %9s %6s %9s %9s %6s %8s%n",
        "scene", "clients", "small/s", "large/s", "ratio", "us PG", "us PG", "ratio", "PG+Java");
  }

  /** Ratios are of large over small, of the time a request and of processor time. */
  static void row(String scene, int clients, List<Result> small, List<Result> large) {
    System.out.printf(
        "%-12s %7d %9.0f %9.0f %6.2f %9.0f %9.0f %6.2f %8.2f%n",
        scene,
        clients,
        median(small, Result::perSecond),
        median(large, Result::perSecond),
        ratio(small, large, result -> 1 / result.perSecond()),
        median(small, Result::postgres),
        median(large, Result::postgres),
        ratio(small, large, Result::postgres),
        ratio(small, large, result -> result.postgres() + result.server()));
  }

  private static double median(List<Result> results, ToDoubleFunction<Result> figure) {
    return Median.of(results.stream().map(figure::applyAsDouble).toList());
  }

  private static double ratio(
      List<Result> small, List<Result> large, ToDoubleFunction<Result> figure) {
    return Median.of(
        IntStream.range(0, small.size())
            .mapToObj(
                round ->
                    figure.applyAsDouble(large.get(round)) / figure.applyAsDouble(small.get(round)))
            .toList());
  }
}
