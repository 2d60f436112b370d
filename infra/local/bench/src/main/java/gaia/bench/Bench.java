package gaia.bench;

/** Chooses the program by its name; README says how to start it. */
public final class Bench {
  private Bench() {}

  public static void main(String[] args) throws Exception {
    switch (args[0]) {
      case "redemption" -> RedemptionBench.run();
      case "cold-start" -> ColdStartBench.run();
      case "container" -> ContainerBench.run();
      case "drift" -> DriftBench.run();
      case "growth" -> GrowthBench.run();
      case "migrate" -> MigrateBench.run();
      case "backup" -> BackupBench.run();
      case "restore" -> RestoreBench.run();
      case "keepalive" -> KeepaliveBench.run();
      case "cleanup" -> CleanupBench.run();
      default ->
          throw new IllegalArgumentException(
              "no program "
                  + args[0]
                  + ": redemption, cold-start, container, drift, growth, migrate, backup, restore, keepalive,"
                  + " cleanup");
    }
  }
}
