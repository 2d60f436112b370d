package gaia.bench;

import gaia.local.postgres.Checkout;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** {@code gaia backup} against pg_dump and a compressor at the same level, by turns. */
final class BackupBench {
  private static final String NAME = "gaia_bench_backup";

  private final int rounds = Integer.getInteger("rounds", 5);
  private final String server = System.getProperty("url", "");
  private final String url = server.replaceFirst("/[^/]*$", "/" + NAME);
  private final String gaia = Checkout.root().resolve("jobs/gaia").toString();
  private final Path folder;
  private double peak;

  private BackupBench(Path folder) {
    this.folder = folder;
  }

  static void run() throws Exception {
    for (int megabytes : Events.sizes()) {
      System.out.printf("%n%d MB of tables%n", megabytes);
      run(megabytes);
    }
  }

  private static void run(int megabytes) throws Exception {
    BackupBench bench = new BackupBench(Files.createTempDirectory("gaia-backups"));
    try {
      Events.make(bench.server, bench.url, NAME, megabytes);
      bench.measure();
    } finally {
      Events.drop(bench.server, NAME);
      try (Stream<Path> files = Files.walk(bench.folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void measure() throws Exception {
    List<Double> gzip = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    List<Double> zstd = new ArrayList<>();
    List<Double> oursByZstd = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      gzip.add(dumped("gzip -6"));
      ours.add(backedUp("gzip"));
      zstd.add(dumped("zstd -3 -q"));
      oursByZstd.add(backedUp("zstd"));
    }
    List<Double> quiet = new ArrayList<>();
    List<Double> byDump = new ArrayList<>();
    List<Double> byOurs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      quiet.add(p99(() -> Thread.sleep((long) Median.of(ours))));
      byDump.add(p99(() -> dumped("gzip -6")));
      byOurs.add(p99(() -> backedUp("gzip")));
    }
    System.out.printf("median of %d rounds, by turns, process start to end%n", rounds);
    tell("pg_dump | gzip -6", gzip);
    tell("gaia backup", ours);
    tell("pg_dump | zstd -3", zstd);
    tell("gaia backup --compress zstd", oursByZstd);
    System.out.printf("gzip: %.2f times as fast%n", Median.ofRatios(gzip, ours));
    System.out.printf("zstd: %.2f times as fast%n", Median.ofRatios(zstd, oursByZstd));
    System.out.printf("resident memory of gaia at most %.0f MB%n", peak);
    System.out.printf(
        "a writer's p99: %.2f ms, times %.2f during pg_dump | gzip -6, times %.2f during gaia backup%n",
        Median.of(quiet), Median.ofRatios(byDump, quiet), Median.ofRatios(byOurs, quiet));
  }

  private static void tell(String what, List<Double> millis) {
    System.out.printf("%-30s %8.0f ms%n", what, Median.of(millis));
  }

  private double dumped(String compressor) throws Exception {
    String pipe = "pg_dump '%s' | %s > '%s'".formatted(url, compressor, folder.resolve("dump"));
    return BareProgram.millis(List.of("sh", "-c", pipe));
  }

  private double backedUp(String compression) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process backup =
        new ProcessBuilder(
                gaia, "backup", "--database", url, "--to", "" + folder, "--compress", compression)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    while (backup.isAlive()) {
      double now = Memory.peak(backup.toHandle());
      peak = Double.isNaN(now) ? peak : Math.max(peak, now);
      backup.waitFor(20, TimeUnit.MILLISECONDS);
    }
    if (backup.exitValue() != 0) {
      throw new IOException("gaia backup ended with exit code " + backup.exitValue());
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  private interface Meanwhile {
    void run() throws Exception;
  }

  private double p99(Meanwhile meanwhile) throws Exception {
    try (Events.Writer writer = Events.write(url)) {
      meanwhile.run();
      return writer.p99();
    }
  }
}
