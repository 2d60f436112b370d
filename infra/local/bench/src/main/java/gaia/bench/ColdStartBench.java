package gaia.bench;

import gaia.local.postgres.Checkout;
import gaia.local.stack.AotCache;
import gaia.local.stack.CommandLine;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * From the start of a process to its first redeemed invite, started as the local stack starts it,
 * with its AOT cache and without, against {@link Floor} with a cache of its own.
 */
final class ColdStartBench {
  private static final int PEOPLE = 2_000;
  private static final int INVITES = 2_000;
  private static final int CLIENTS = 32;

  private final int rounds = Integer.getInteger("rounds", 11);
  private final int requests = Integer.getInteger("requests", 20_000);
  private final int pool = Integer.getInteger("pool", 3);
  private final Scene scene = new Scene("many invites", INVITES, 0, PEOPLE);
  private final Servers servers;
  private final String[] tokens;
  // The floor's training took the first ones.
  private long next = 1_000;

  private ColdStartBench(TestDatabase database, TestIssuer issuer) throws Exception {
    this.servers = new Servers(database, issuer, pool);
    this.tokens =
        IntStream.range(0, PEOPLE)
            .parallel()
            .mapToObj(person -> issuer.token("person-" + person))
            .toArray(String[]::new);
    World world = new World(database);
    world.prepare();
    world.invites(0, INVITES, "null", 0);
    world.analyze();
  }

  static void run() throws Exception {
    try (TestDatabase database = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start()) {
      new ColdStartBench(database, issuer).measure();
    }
  }

  private void measure() throws Exception {
    List<ColdStart> starts = new ArrayList<>();
    boolean taskset = answers("taskset", "--version");
    for (String processors : taskset ? List.of("0,1", "0") : List.of("")) {
      starts.addAll(starts(processors));
    }
    System.out.printf(
        "median of %d rounds, each start by turns, %s%n",
        rounds,
        taskset ? "pinned by taskset" : "on all processors: taskset is not on this machine");
    for (int round = -1; round < rounds; round++) {
      if (round == 0) {
        // What the files cost that were never read before is not what is measured.
        starts.forEach(ColdStart::forget);
      }
      for (ColdStart start : starts) {
        start.measure(scene, next++).close();
      }
    }
    ColdStartTable.print(starts);
    load(starts.getFirst());
  }

  /** In the order in which the table compares them. */
  private List<ColdStart> starts(String processors) throws Exception {
    String classPath = Checkout.classPath("functions/invite");
    AotCache cache = AotCache.of(Checkout.root().resolve("functions/invite"));
    if (!cache.isOf(classPath)) {
      throw new IllegalStateException("functions/invite has no AOT cache of its jars: build first");
    }
    Map<String, String> settings = servers.settings();
    // The local stack names no address of the keys: the function looks for it at the issuer.
    settings.remove("IDENTITY_JWKS_URL");
    List<String> cached = CommandLine.ofFunction(classPath, cache.useFlags());
    List<String> uncached = CommandLine.ofFunction(classPath, List.of());
    List<String> plain = uncached.stream().filter(word -> !word.startsWith("-X")).toList();
    return List.of(
        ColdStart.function("AOT", processors, cached, settings, tokens),
        ColdStart.function("flags", processors, uncached, settings, tokens),
        ColdStart.function("JDK", processors, plain, settings, tokens),
        ColdStart.floor(
            processors,
            CommandLine.of(
                FloorCache.classPath(),
                FloorCache.of(servers, scene).useFlags(),
                new Servers(servers.database(), servers.issuer(), 1).floorMain())));
  }

  private void load(ColdStart start) throws Exception {
    try (ServerProcess server = start.measure(scene, next++)) {
      Contender function = Contender.function(server, tokens);
      long from = System.nanoTime();
      Load.run(server.port(), CLIENTS, requests, 200, function.requests(scene, next));
      double seconds = (System.nanoTime() - from) / 1e9;
      System.out.printf(
          "function at most: %.0f MB, over %d requests of %d clients and %d connections at %.0f/s%n",
          Memory.peak(server.process().toHandle()), requests, CLIENTS, pool, requests / seconds);
    }
  }

  private static boolean answers(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
