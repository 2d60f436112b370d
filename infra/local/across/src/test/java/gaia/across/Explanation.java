package gaia.across;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks for one order of what happened at once in which the rules give every answer that was given
 * and leave what is in the database: so whoever was told "full" lost to somebody who was in.
 * Nothing stands before what had been answered when it was asked.
 */
final class Explanation {
  private final List<List<Happened>> threads;
  private final String rows;
  private final Set<String> dead = new HashSet<>();

  private Explanation(List<List<Happened>> threads, String rows) {
    this.threads = threads;
    this.rows = rows;
  }

  /** Each thread's steps in their order. */
  static boolean exists(Rules before, List<List<Happened>> threads, String rowsAfter) {
    return new Explanation(threads, rowsAfter).from(before, new int[threads.size()]);
  }

  private boolean from(Rules rules, int[] done) {
    if (!dead.add(Arrays.toString(done) + rules.state().rows())) {
      return false;
    }
    long firstEnd = Long.MAX_VALUE;
    for (int i = 0; i < done.length; i++) {
      if (done[i] < threads.get(i).size()) {
        firstEnd = Math.min(firstEnd, threads.get(i).get(done[i]).end());
      }
    }
    if (firstEnd == Long.MAX_VALUE) {
      return rules.state().rows().equals(rows);
    }
    for (int i = 0; i < done.length; i++) {
      if (done[i] < threads.get(i).size()) {
        Happened next = threads.get(i).get(done[i]);
        if (next.start() <= firstEnd && goesOn(rules, done, i, next)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean goesOn(Rules rules, int[] done, int thread, Happened next) {
    int[] more = done.clone();
    more[thread]++;
    Rules after = rules.copy();
    return after.apply(next.step()).equals(next.told()) && from(after, more);
  }
}
