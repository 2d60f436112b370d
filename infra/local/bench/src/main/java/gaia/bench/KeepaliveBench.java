package gaia.bench;

import gaia.local.postgres.Checkout;
import gaia.local.postgres.LocalPostgres;
import java.util.ArrayList;
import java.util.List;

/** What {@code gaia keepalive} costs as a process, against a program that does `select 1`. */
final class KeepaliveBench {
  private final int rounds = Integer.getInteger("rounds", 21);

  private KeepaliveBench() {}

  static void run() throws Exception {
    try (LocalPostgres postgres = LocalPostgres.temporary()) {
      new KeepaliveBench().measure(postgres);
    }
  }

  private void measure(LocalPostgres postgres) throws Exception {
    String gaia = Checkout.root().resolve("jobs/gaia").toString();
    BareProgram.millis(List.of(gaia, "migrate", "--database", postgres.url("migrate", "gaia")));
    List<String> keepalive =
        List.of(gaia, "keepalive", "--database", postgres.url("keepalive", "gaia"));
    List<String> bare = BareProgram.command(postgres, "keepalive");
    List<Double> floor = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      floor.add(BareProgram.millis(bare));
      ours.add(BareProgram.millis(keepalive));
      ratios.add(ours.getLast() / floor.getLast());
    }
    System.out.printf("median of %d rounds, by turns, process start to end%n", rounds);
    System.out.printf("bare JDBC with an AOT cache, select 1  %6.0f ms%n", Median.of(floor));
    System.out.printf("gaia keepalive                         %6.0f ms%n", Median.of(ours));
    System.out.printf("ratio, pair by pair                    %6.2f%n", Median.of(ratios));
  }
}
