package gaia.bench;

import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Redemption through the real function, with its token check, against pgbench running the same
 * statement and against {@link Floor}: one server, one run, one table. README says how to start it.
 */
final class RedemptionBench {
  private static final int PEOPLE = 10_000;
  private static final int INVITES = 2_000;
  private static final int USED_UP = 1_000_000;
  private static final int HOT = 2_000_000;

  private static final String ALL = "many,hot,member,over,new";

  private final String[] scenes = System.getProperty("scenes", ALL).split(",");
  private final int requests = Integer.getInteger("requests", 20_000);
  private final int rounds = Integer.getInteger("rounds", 3);
  private final boolean pgbench = Pgbench.isHere();
  private final Statement redeem = Statement.ofRedeem();
  private final TestDatabase database;
  private final TestIssuer issuer;
  private final World world;
  private long base;
  private int hotInvites;

  private RedemptionBench(TestDatabase database, TestIssuer issuer) throws Exception {
    this.database = database;
    this.issuer = issuer;
    this.world = new World(database);
  }

  static void run() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start()) {
      new RedemptionBench(database, issuer).measure();
    }
  }

  private void measure() throws Exception {
    System.out.printf(
        "%d requests a run, median of %d rounds, pool %d, %d processors, fsync off%s%n",
        requests,
        rounds,
        Integer.getInteger("pool", 8),
        Runtime.getRuntime().availableProcessors(),
        pgbench ? "" : "; pgbench is not on this machine");
    world.prepare();
    world.invites(0, INVITES, "null", 0);
    world.invites(USED_UP, INVITES, "1", 1);
    String[] tokens = tokens("");
    Servers servers = new Servers(database, issuer, Integer.getInteger("pool", 8));
    try (ServerProcess functionServer = servers.function();
        ServerProcess floorServer = servers.floor()) {
      Contender function = Contender.function(functionServer, tokens);
      Contender floor = Contender.floor(floorServer);
      Scene many = new Scene("many invites", INVITES, 0, PEOPLE);
      for (int i = 0; i < 2; i++) {
        measure(function, many, 8, 200, requests);
        measure(floor, many, 8, 200, requests);
      }
      world.analyze();
      Table.head();
      for (String scene : scenes) {
        play(scene, function, floor, many);
      }
    }
  }

  private void play(String scene, Contender function, Contender floor, Scene many)
      throws Exception {
    switch (scene) {
      case "many" -> {
        for (int clients : new int[] {1, 8, 32}) {
          compare(function, floor, () -> many, clients, 200, requests);
        }
      }
      case "hot" -> {
        for (int clients : new int[] {1, 8, 32}) {
          compare(function, floor, this::hot, clients, 200, PEOPLE);
        }
      }
      case "member" -> repeat(function, floor, many);
      case "over" -> {
        Scene over = new Scene("used up", INVITES, USED_UP, PEOPLE);
        compare(function, floor, () -> over, 8, 410, requests);
      }
      case "new" -> uncached(function.server(), many);
      default -> throw new IllegalArgumentException("no scene " + scene + ": " + ALL);
    }
  }

  private interface Stage {
    /** What the next run plays on. */
    Scene next() throws Exception;
  }

  private void compare(
      Contender function, Contender floor, Stage stage, int clients, int expected, int count)
      throws Exception {
    List<Double> pg = new ArrayList<>();
    List<Result> bare = new ArrayList<>();
    List<Result> gaia = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      if (pgbench) {
        String url = database.url("invite");
        pg.add(Pgbench.run(url, redeem, stage.next(), claim(count), clients, count));
      }
      bare.add(measure(floor, stage.next(), clients, 200, count));
      gaia.add(measure(function, stage.next(), clients, expected, count));
    }
    Table.row(stage.next().name(), clients, Median.of(pg), medianOf(bare), medianOf(gaia));
  }

  /** Everybody asks again for what they have. */
  private void repeat(Contender function, Contender floor, Scene many) throws Exception {
    List<Double> pg = new ArrayList<>();
    List<Result> bare = new ArrayList<>();
    List<Result> gaia = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      long from = claim(requests);
      if (pgbench) {
        Pgbench.run(database.url("invite"), redeem, many, from, 8, requests);
        pg.add(Pgbench.run(database.url("invite"), redeem, many, from, 8, requests));
      }
      measure(floor, many, from, 8, 200, requests);
      bare.add(measure(floor, many, from, 8, 200, requests));
      measure(function, many, from, 8, 200, requests);
      gaia.add(measure(function, many, from, 8, 200, requests));
    }
    Table.row("already a member", 8, Median.of(pg), medianOf(bare), medianOf(gaia));
  }

  /** Each token comes for the first time, so each signature is checked. */
  private void uncached(ServerProcess server, Scene many) throws Exception {
    List<Result> gaia = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      Contender fresh = Contender.function(server, tokens("round " + round));
      gaia.add(measure(fresh, many, 8, 200, PEOPLE));
    }
    Table.row("new tokens", 8, Double.NaN, null, medianOf(gaia));
  }

  private Result measure(Contender contender, Scene scene, int clients, int expected, int count)
      throws Exception {
    return measure(contender, scene, claim(count), clients, expected, count);
  }

  private Result measure(
      Contender contender, Scene scene, long from, int clients, int expected, int count)
      throws Exception {
    return Result.measure(world.server(), contender, scene, from, clients, expected, count);
  }

  private Scene hot() throws Exception {
    int number = HOT + hotInvites++;
    world.invites(number, 1, "null", 0);
    return new Scene("one hot invite", 1, number, PEOPLE);
  }

  /** Numbers of requests that nobody had yet. */
  private long claim(int count) {
    long from = base;
    base += count;
    return from;
  }

  private String[] tokens(String round) {
    return IntStream.range(0, PEOPLE)
        .parallel()
        .mapToObj(person -> issuer.token("person-" + person, Map.of("jti", round)))
        .toArray(String[]::new);
  }

  private static Result medianOf(List<Result> results) {
    return results.stream()
        .sorted(Comparator.comparingDouble(Result::perSecond))
        .toList()
        .get(results.size() / 2);
  }
}
