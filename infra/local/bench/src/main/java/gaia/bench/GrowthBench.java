package gaia.bench;

import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The same requests to the real function over a small database and over one that has grown, by
 * turns on one server: the invites that are played lie spread over all that there are.
 */
final class GrowthBench {
  private static final int PEOPLE = 2_000;
  private static final int INVITES = 2_000;

  private final int factor = Integer.getInteger("factor", 1_000);
  private final int rounds = Integer.getInteger("rounds", 7);
  private final int requests = Integer.getInteger("requests", 20_000);
  private final int pool = Integer.getInteger("pool", 8);
  private final Grown small;
  private final Grown large;
  private long next;

  private GrowthBench(TestDatabase small, TestDatabase large) {
    this.small = new Grown(new World(small), INVITES);
    this.large = new Grown(new World(large), INVITES * factor);
  }

  static void run() throws Exception {
    try (TestDatabase small = TestDatabase.create();
        TestDatabase large = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start()) {
      new GrowthBench(small, large).measure(issuer);
    }
  }

  private void measure(TestIssuer issuer) throws Exception {
    small.fill();
    large.fill();
    System.out.printf(
        "small: %s%nlarge: %s%n%d requests a run, median of %d rounds, pool %d%n",
        small.size(), large.size(), requests, rounds, pool);
    boolean same = small.plan().equals(large.plan());
    System.out.println(
        same
            ? "the plan that redeems is the same"
            : "the plans differ:\n" + small.plan() + "\n" + large.plan());
    String[] tokens =
        IntStream.range(0, PEOPLE)
            .parallel()
            .mapToObj(person -> issuer.token("person-" + person))
            .toArray(String[]::new);
    try (ServerProcess smallServer = server(small, issuer);
        ServerProcess largeServer = server(large, issuer)) {
      Contender few = Contender.function(smallServer, tokens);
      Contender many = Contender.function(largeServer, tokens);
      // One alone waits for the issuer's keys, then come the others.
      for (Contender first : List.of(few, many)) {
        Scene one = new Scene("one", 1, 0, 1);
        Load.run(first.server().port(), 1, 1, 200, first.requests(one, 0));
      }
      for (int i = 0; i < 2; i++) {
        measure(small, few, next, 8);
        measure(large, many, next, 8);
        next += requests;
      }
      GrowthTable.head();
      for (int clients : new int[] {1, 8, 32}) {
        compare("joining", few, many, clients, true);
      }
      compare("already in", few, many, 8, false);
    }
  }

  private void compare(String what, Contender few, Contender many, int clients, boolean fresh)
      throws Exception {
    List<Result> before = new ArrayList<>();
    List<Result> after = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      before.add(measure(small, few, next, clients));
      after.add(measure(large, many, next, clients));
      if (fresh) {
        next += requests;
      }
    }
    if (!fresh) {
      // The first of them joined.
      before.removeFirst();
      after.removeFirst();
    }
    GrowthTable.row(what, clients, before, after);
  }

  private Result measure(Grown grown, Contender contender, long from, int clients)
      throws Exception {
    Scene spread = new Scene("spread", INVITES, 0, grown.sessions() / INVITES, PEOPLE);
    return Result.measure(grown.world().server(), contender, spread, from, clients, 200, requests);
  }

  private ServerProcess server(Grown grown, TestIssuer issuer) throws Exception {
    return new Servers(grown.world().database(), issuer, pool).function();
  }
}
