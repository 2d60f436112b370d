package gaia.bench;

import gaia.local.postgres.Checkout;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    millis(gaia, "migrate", "--database", current);
    List<String> bare = BareProgram.command(postgres, "migrate");
    Path files = files();
    List<Double> idle = new ArrayList<>();
    List<Double> floor = new ArrayList<>();
    List<Double> whole = new ArrayList<>();
    List<Double> psql = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      floor.add(BareProgram.millis(bare));
      idle.add(millis(gaia, "migrate", "--database", current));
      psql.add(millis("psql", "-X", "-q", "-1", "-f", files.toString(), empty("psql_" + round)));
      whole.add(millis(gaia, "migrate", "--database", empty("gaia_" + round)));
    }
    System.out.printf("median of %d rounds, by turns, process start to end%n", rounds);
    System.out.printf("bare JDBC with an AOT cache, connects and leaves  %6.0f ms%n", of(floor));
    System.out.printf("gaia migrate, nothing to do                       %6.0f ms%n", of(idle));
    System.out.printf("psql -1 -f, the whole schema                      %6.0f ms%n", of(psql));
    System.out.printf("gaia migrate, the whole schema                    %6.0f ms%n", of(whole));
    System.out.printf("nothing to do / bare %.2f%n", of(idle) / of(floor));
    System.out.printf(
        "(the whole schema - nothing to do) / psql %.2f%n", (of(whole) - of(idle)) / of(psql));
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

  private static double of(List<Double> millis) {
    return Median.of(millis);
  }

  private static double millis(String... command) throws IOException, InterruptedException {
    return BareProgram.millis(List.of(command));
  }
}
