package gaia.migrate;

import static java.util.stream.Collectors.joining;

import gaia.catalog.Difference;
import java.util.List;

/** Differences in a sentence. */
public final class Words {
  private static final int MOST = 5;

  private Words() {}

  public static String of(List<Difference> differences) {
    String first =
        differences.stream()
            .limit(MOST)
            .map(difference -> difference.state() + " " + difference.id())
            .collect(joining(", "));
    int more = differences.size() - MOST;
    return more > 0 ? first + " and " + more + " more" : first;
  }
}
