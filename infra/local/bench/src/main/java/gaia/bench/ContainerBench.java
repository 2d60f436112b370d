package gaia.bench;

import gaia.local.images.Docker;
import gaia.local.postgres.Checkout;
import gaia.local.stack.AotCache;
import gaia.local.stack.CommandLine;
import gaia.local.stack.Containers;
import gaia.testing.TestDatabase;
import gaia.testing.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * From the start of a function's container to its first redeemed invite, beside the same function
 * as a process outside, both from their AOT caches. A container is timed twice: from the first
 * process in it, which is what a platform that has the image ready adds to, and from the command
 * that asks Docker for it.
 */
final class ContainerBench {
  private static final String IMAGE = Containers.REPOSITORY + "/invite:" + Containers.TAG;
  private static final int INVITES = 2_000;
  private static final int PEOPLE = 200;

  private final int rounds = Integer.getInteger("rounds", 21);
  private final Scene scene = new Scene("many invites", INVITES, 0, PEOPLE);
  private final String[] tokens;
  private final Map<String, String> settings;
  private final Path data;
  private long next;

  private ContainerBench(TestDatabase database, TestIssuer issuer, Path data) throws Exception {
    this.data = data;
    this.settings = new Servers(database, issuer, 3).settings();
    // As in the cold-start program: the function looks for the keys at the issuer.
    settings.remove("IDENTITY_JWKS_URL");
    this.tokens =
        IntStream.range(0, PEOPLE)
            .mapToObj(person -> issuer.token("person-" + person))
            .toArray(String[]::new);
    World world = new World(database);
    world.prepare();
    world.invites(0, INVITES, "null", 0);
    world.analyze();
  }

  static void run() throws Exception {
    if (!Docker.answers()) {
      throw new IllegalStateException("Docker does not answer, and containers are its: start it");
    }
    System.out.println(
        IMAGE
            + ", which `mvn -Pimages` makes, is of "
            + Docker.run("inspect", "-f", "{{.Created}}", IMAGE));
    Path data = Files.createTempDirectory("gaia-bench");
    try (TestDatabase database = TestDatabase.create();
        TestIssuer issuer = TestIssuer.start()) {
      new ContainerBench(database, issuer, data).measure();
    } finally {
      Files.delete(data);
    }
  }

  private void measure() throws Exception {
    List<Double> outside = new ArrayList<>();
    List<Double> inside = new ArrayList<>();
    List<Double> asked = new ArrayList<>();
    for (int round = -1; round < rounds; round++) {
      if (round == 0) {
        // What the files cost that were never read before is not what is measured.
        List.of(outside, inside, asked).forEach(List::clear);
      }
      try (ServerProcess server = started(process())) {
        outside.add(SinceBoot.now() - SinceBoot.began(server.process().pid()));
      }
      try (ServerProcess server = started(container())) {
        double redeemed = SinceBoot.now();
        asked.add(redeemed - SinceBoot.began(server.process().pid()));
        inside.add(redeemed - SinceBoot.began(firstProcess()));
      }
    }
    System.out.printf(
        "median of %d rounds, by turns, until the first invite is redeemed%n", rounds);
    System.out.printf("process outside                     %6.0f ms%n", Median.of(outside));
    System.out.printf(
        "container, from its first process   %6.0f ms, ratio %.2f%n",
        Median.of(inside), Median.ofRatios(inside, outside));
    System.out.printf(
        "container, from `docker run`        %6.0f ms, ratio %.2f%n",
        Median.of(asked), Median.ofRatios(asked, outside));
  }

  private ServerProcess started(List<String> command) throws Exception {
    ServerProcess server = ServerProcess.start(command, settings);
    Load.run(server.port(), 1, 1, 200, Contender.function(server, tokens).requests(scene, next++));
    return server;
  }

  private static List<String> process() {
    AotCache cache = AotCache.of(Checkout.root().resolve("functions/invite"));
    return CommandLine.ofFunction(Checkout.classPath("functions/invite"), cache.useFlags());
  }

  private List<String> container() {
    return Containers.ofFunction("invite", data, settings.keySet());
  }

  private long firstProcess() throws Exception {
    String id = Docker.run("ps", "-q", "--filter", "label=gaia.data=" + data);
    return Long.parseLong(Docker.run("inspect", "-f", "{{.State.Pid}}", id));
  }
}
