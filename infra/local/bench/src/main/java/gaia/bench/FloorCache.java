package gaia.bench;

import static java.util.stream.Collectors.joining;

import gaia.local.postgres.Checkout;
import gaia.local.stack.AotCache;
import gaia.local.stack.CommandLine;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The floor as jars, with an AOT cache made as the functions' are: by a run under requests. */
final class FloorCache {
  private static final int REQUESTS = 500;

  private FloorCache() {}

  /** Its own jar and the driver's, nothing else. */
  static String classPath() throws ClassNotFoundException {
    return Stream.of(
            Checkout.root().resolve("infra/local/bench/target/bench.jar"),
            jarOf(Class.forName("org.postgresql.Driver")))
        .map(Path::toString)
        .collect(joining(":"));
  }

  /** Trains it unless it is trained. */
  static AotCache of(Servers servers, Scene scene) throws Exception {
    AotCache cache = new AotCache(Checkout.root().resolve("infra/local/bench/target/floor.aot"));
    if (cache.isOf(classPath())) {
      return cache;
    }
    cache.forget();
    List<String> command = CommandLine.of(classPath(), cache.trainFlags(), servers.floorMain());
    try (ServerProcess training = ServerProcess.start(command, Map.of())) {
      Contender floor = Contender.floor(training);
      Load.run(training.port(), 1, REQUESTS, 200, floor.requests(scene, 0));
    }
    cache.seal(classPath());
    return cache;
  }

  private static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
