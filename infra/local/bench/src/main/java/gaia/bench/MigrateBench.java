package gaia.bench;

import gaia.local.postgres.Checkout;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * What {@code gaia migrate} costs: with nothing to do, against a program that only connects; and
 * the whole schema on an empty database, against psql with the same files in one transaction.
 */
final class MigrateBench {
  private final int rounds = Integer.getInteger("rounds", 11);
  private final LocalPostgres postgres;
  private final String gaia = Checkout.root().resolve("jobs/gaia").toString();

  private MigrateBench(LocalPostgres postgres) {
    this.postgres = postgres;
  }

  static void run() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.temporary()) {
      new MigrateBench(postgres).measure();
    }
  }

  private void measure() throws Exception {
    String current = empty("current");
    cost(gaia, "migrate", "--database", current);
    List<String> bare = BareProgram.command(postgres, "migrate");
    Path files = files();
    List<Cost> idle = new ArrayList<>();
    List<Cost> floor = new ArrayList<>();
    List<Cost> whole = new ArrayList<>();
    List<Cost> psql = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      floor.add(Cost.of(bare));
      idle.add(cost(gaia, "migrate", "--database", current));
      psql.add(cost("psql", "-X", "-q", "-1", "-f", files.toString(), empty("psql_" + round)));
      whole.add(cost(gaia, "migrate", "--database", empty("gaia_" + round)));
    }
    System.out.printf("median of %d rounds, by turns, process start to end%n", rounds);
    tell("bare JDBC with an AOT cache, connects and leaves", floor);
    tell("gaia migrate, nothing to do", idle);
    tell("psql -1 -f, the whole schema", psql);
    tell("gaia migrate, the whole schema", whole);
    System.out.printf(
        "nothing to do / bare, median of the rounds' own: %.2f of time, %.2f of processor time%n",
        ratio(idle, floor, Cost::millis), ratio(idle, floor, Cost::cpuMillis));
    System.out.printf(
        "(the whole schema - nothing to do) / psql %.2f of time%n",
        (of(whole, Cost::millis) - of(idle, Cost::millis)) / of(psql, Cost::millis));
  }

  /**
   * Of one command.
   *
   * @param cpuMillis of its own processes, not of the server
   */
  private record Cost(double millis, double cpuMillis) {
    static Cost of(List<String> command) throws IOException, InterruptedException {
      double before = Cpu.secondsOfEnded();
      double millis = BareProgram.millis(command);
      return new Cost(millis, (Cpu.secondsOfEnded() - before) * 1000);
    }
  }

  private static void tell(String what, List<Cost> costs) {
    System.out.printf(
        "%-50s%6.0f ms, processor %4.0f ms%n",
        what, of(costs, Cost::millis), of(costs, Cost::cpuMillis));
  }

  private static double ratio(List<Cost> some, List<Cost> others, ToDoubleFunction<Cost> of) {
    return Median.ofRatios(each(some, of), each(others, of));
  }

  private static List<Double> each(List<Cost> costs, ToDoubleFunction<Cost> of) {
    return costs.stream().map(of::applyAsDouble).toList();
  }

  private String empty(String name) throws Exception {
    postgres.copyDatabase("gaia", name);
    return postgres.url("migrate", name);
  }

  private static Path files() throws IOException {
    Path schema = Checkout.root().resolve("jobs/schema/src/main/resources/gaia/schema");
    StringBuilder all = new StringBuilder("set role cloudsqlsuperuser;\n");
    all.append(Files.readString(schema.resolve("bootstrap.sql")));
    // Flyway's table, which some views read.
    all.append(
        """
        create table ops.flyway_history (installed_rank integer primary key, version varchar(50),
          description varchar(200), type varchar(20), script varchar(1000), checksum integer,
          installed_by varchar(100), installed_on timestamp, execution_time integer, success boolean);
        """);
    for (String folder : List.of("migrations", "grants")) {
      try (Stream<Path> scripts = Files.list(schema.resolve(folder))) {
        for (Path script : scripts.sorted().toList()) {
          all.append(Files.readString(script)).append("\n;\n");
        }
      }
    }
    return Files.writeString(Files.createTempFile("gaia-schema", ".sql"), all);
  }

  private static double of(List<Cost> costs, ToDoubleFunction<Cost> of) {
    return Median.of(each(costs, of));
  }

  private static Cost cost(String... command) throws IOException, InterruptedException {
    return Cost.of(List.of(command));
  }
}
