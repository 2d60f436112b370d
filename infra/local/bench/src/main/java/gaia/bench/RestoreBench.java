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

/** {@code gaia restore} against {@code gunzip -c | psql} of the same file, by turns. */
final class RestoreBench {
  private static final String NAME = "gaia_bench_restore";
  private static final String INTO = "gaia_bench_restored";

  private final int rounds = Integer.getInteger("rounds", 5);
  private final String server = System.getProperty("url", "");
  private final String url = named(NAME);
  private final String gaia = Checkout.root().resolve("jobs/gaia").toString();
  private final Path folder;
  private double peak;

  private RestoreBench(Path folder) {
    this.folder = folder;
  }

  static void run() throws Exception {
    for (int megabytes : Events.sizes()) {
      System.out.printf("%n%d MB of tables%n", megabytes);
      run(megabytes);
    }
  }

  private static void run(int megabytes) throws Exception {
    RestoreBench bench = new RestoreBench(Files.createTempDirectory("gaia-backups"));
    try {
      Events.make(bench.server, bench.url, NAME, megabytes);
      Events.index(bench.url);
      bench.gaia("backup", "--database", bench.url, "--to", "" + bench.folder);
      bench.measure();
    } finally {
      Events.drop(bench.server, NAME);
      Events.drop(bench.server, INTO);
      try (Stream<Path> files = Files.walk(bench.folder)) {
        for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
          Files.delete(file);
        }
      }
    }
  }

  private void measure() throws Exception {
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.filter(f -> f.toString().endsWith(".sql.gz")).findFirst().orElseThrow();
    }
    List<Double> psql = new ArrayList<>();
    List<Double> ours = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      psql.add(piped(file));
      ours.add(restored(file));
      ratios.add(ours.getLast() / psql.getLast());
    }
    System.out.printf("median of %d rounds, by turns, process start to end%n", rounds);
    tell("gunzip -c | psql", psql);
    tell("gaia restore, verified", ours);
    System.out.printf("%.2f times as long as psql, pair by pair: %s%n", Median.of(ratios), ratios);
    System.out.printf("resident memory of gaia at most %.0f MB%n", peak);
  }

  private static void tell(String what, List<Double> millis) {
    System.out.printf("%-30s %8.0f ms%n", what, Median.of(millis));
  }

  private double piped(Path file) throws Exception {
    Events.drop(server, INTO);
    Events.create(server, INTO);
    String pipe = "gunzip -c '%s' | psql -X -q '%s' >/dev/null".formatted(file, named(INTO));
    return BareProgram.millis(List.of("sh", "-c", pipe));
  }

  private double restored(Path file) throws Exception {
    Events.drop(server, INTO);
    return gaia("restore", "" + file, "--database", url, "--into", INTO);
  }

  private double gaia(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(gaia));
    command.addAll(List.of(words));
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD)
            .start();
    while (process.isAlive()) {
      double now = Memory.peak(process.toHandle());
      peak = Double.isNaN(now) ? peak : Math.max(peak, now);
      process.waitFor(20, TimeUnit.MILLISECONDS);
    }
    if (process.exitValue() != 0) {
      throw new IOException("gaia " + words[0] + " ended with exit code " + process.exitValue());
    }
    return (System.nanoTime() - begun) / 1e6;
  }

  private String named(String name) {
    return server.replaceFirst("/[^/]*$", "/" + name);
  }
}
