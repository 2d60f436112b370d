package gaia.bench;

import gaia.local.postgres.Checkout;
import gaia.testing.Answer;
import gaia.testing.Http;
import gaia.testing.RunningFunction;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import gaia.testing.Together;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * How fast expired rows go while nobody plays, what memory that takes, and what a player feels of
 * it: the p99 of redemptions without a cleanup and during one.
 */
final class CleanupBench {
  private static final int PEOPLE = 1_000;
  private static final int INVITES = 1_000;
  private static final int CHUNK = 500;

  private final long rows = Long.getLong("rows", 10_000_000);
  private final int clients = Integer.getInteger("clients", 1);
  private final TestDatabase database;
  private final TestIssuer issuer;
  private final World world;
  private final Expired expired;
  private long base;

  private CleanupBench(TestDatabase database, TestIssuer issuer) {
    this.database = database;
    this.issuer = issuer;
    this.world = new World(database);
    this.expired = new Expired(database);
  }

  static void run() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start()) {
      new CleanupBench(database, issuer).measure();
    }
  }

  private void measure() throws Exception {
    world.prepare();
    world.invites(0, INVITES, "null", 0);
    System.out.printf("making %,d expired rows%n", rows);
    expired.make(1, rows);
    world.analyze();
    try (ServerProcess cleanup = cleanup();
        ServerProcess invite = new Servers(database, issuer, 3).function()) {
      alone(cleanup);
      long again = expired.make(2, Math.max(6, rows / 5));
      world.analyze();
      together(cleanup, invite, again);
    }
  }

  private void alone(ServerProcess cleanup) throws Exception {
    call(cleanup, "?preview=true");
    double before = Memory.resident(cleanup.process().toHandle());
    long begun = System.nanoTime();
    long swept = untilDone(cleanup);
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (expired.left() > 0) {
      throw new IllegalStateException(expired.left() + " rows are left");
    }
    System.out.printf("%,d rows in %.1f s: %,.0f rows/s%n", swept, seconds, swept / seconds);
    System.out.printf(
        "resident memory %.0f MB before, %.0f MB at most%n",
        before, Memory.peak(cleanup.process().toHandle()));
  }

  private void together(ServerProcess cleanup, ServerProcess invite, long made) throws Exception {
    String[] tokens =
        IntStream.range(0, PEOPLE)
            .parallel()
            .mapToObj(person -> issuer.token("person-" + person))
            .toArray(String[]::new);
    Contender player = Contender.function(invite, tokens);
    int warm = Integer.getInteger("requests", 10_000);
    redemptions(player, new Countdown(3 * warm));
    long[] quiet = redemptions(player, new Countdown(warm));
    long begun = System.nanoTime();
    CompletableFuture<Long> run = Together.later(() -> untilDone(cleanup));
    long[] busy = redemptions(player, () -> !run.isDone());
    long swept = run.join();
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "while %d %s: %,d of %,d rows in %.1f s: %,.0f rows/s%n",
        clients, clients == 1 ? "plays" : "play", swept, made, seconds, swept / seconds);
    System.out.printf(
        "a redemption without a cleanup: p50 %.2f ms, p99 %.2f ms (%,d)%n",
        at(quiet, 0.5), at(quiet, 0.99), quiet.length);
    System.out.printf(
        "a redemption during a cleanup:  p50 %.2f ms, p99 %.2f ms (%,d)%n",
        at(busy, 0.5), at(busy, 0.99), busy.length);
    System.out.printf("p99 %.2f times%n", at(busy, 0.99) / at(quiet, 0.99));
  }

  private static final class Countdown implements BooleanSupplier {
    private int left;

    Countdown(int left) {
      this.left = left;
    }

    @Override
    public boolean getAsBoolean() {
      left -= CHUNK;
      return left >= 0;
    }
  }

  private long[] redemptions(Contender player, BooleanSupplier goesOn) {
    Scene many = new Scene("many invites", INVITES, 0, PEOPLE);
    LongStream.Builder all = LongStream.builder();
    while (goesOn.getAsBoolean()) {
      long[] some =
          Load.run(player.server().port(), clients, CHUNK, 200, player.requests(many, base));
      base += CHUNK;
      Arrays.stream(some).forEach(all);
    }
    return all.build().sorted().toArray();
  }

  private static double at(long[] nanos, double share) {
    return nanos[(int) (nanos.length * share)] / 1e6;
  }

  private long untilDone(ServerProcess cleanup) {
    long swept = 0;
    while (true) {
      Answer receipt = call(cleanup, "");
      for (int i = 0; i < receipt.size("tables"); i++) {
        swept += receipt.number("tables/" + i + "/rows");
      }
      if (receipt.at("done").getBooleanValue()) {
        return swept;
      }
    }
  }

  private Answer call(ServerProcess cleanup, String query) {
    String token = issuer.token("gaia-scheduler@local.iam");
    Answer answer =
        new Http("http://127.0.0.1:" + cleanup.port())
            .within(Duration.ofMinutes(20))
            .as(token.substring(0, token.lastIndexOf('.') + 1) + "SIGNATURE_REMOVED_BY_GOOGLE")
            .post("/v1/cleanup" + query);
    if (answer.status() != 200) {
      throw new IllegalStateException("cleanup answered " + answer);
    }
    return answer;
  }

  /** With the limits on memory that an instance has in the cloud. */
  private ServerProcess cleanup() throws IOException, InterruptedException {
    Map<String, String> environment = new TreeMap<>();
    RunningFunction.settings(database.url("cleanup"), issuer)
        .forEach(
            (name, value) ->
                environment.put(name.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT), value));
    return ServerProcess.start(
        Checkout.classPath("functions/cleanup"),
        environment,
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx128m", "-Xmn32m"),
        "com.google.cloud.functions.invoker.runner.Invoker",
        "--target",
        "gaia.http.Function");
  }
}
