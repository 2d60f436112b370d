package gaia.local.stack;

import gaia.local.postgres.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every function that is built, by its word. */
final class Services {
  private static final Duration GRACE = Duration.ofSeconds(4);
  // The JDK writes the cache when the process ends.
  private static final Duration TRAINING_GRACE = Duration.ofSeconds(90);

  private final Map<String, Service> byWord = new TreeMap<>();
  private final Timer watch = new Timer("idle functions", true);

  Services(Settings settings, Environment environment, PidFiles pids, Consumer<String> say) {
    for (String word : Checkout.functions()) {
      if (Files.exists(module(settings, word).resolve("target").resolve(word + ".jar"))) {
        Launch launch = launch(settings, word, environment.of(word), say);
        byWord.put(word, new Service(word, launch, pids, say));
      }
    }
    watch(settings.idle());
  }

  private static Launch launch(
      Settings settings, String word, Map<String, String> environment, Consumer<String> say) {
    Path log = settings.data().resolve("log").resolve(word + ".log");
    if (settings.run() == Settings.Run.IMAGES) {
      return new Launch(
          Containers.ofFunction(word, settings.data(), environment.keySet()),
          environment,
          log,
          GRACE);
    }
    AotCache cache = AotCache.of(module(settings, word));
    String classPath = Checkout.classPath("functions/" + word);
    if (settings.run() == Settings.Run.TRAINING) {
      return new Launch(
          CommandLine.ofFunction(classPath, cache.trainFlags()), environment, log, TRAINING_GRACE);
    }
    List<String> flags = cache.isOf(classPath) ? cache.useFlags() : List.of();
    if (flags.isEmpty()) {
      say.accept(word + " has no AOT cache of these jars: it wakes slowly until the next build");
    }
    return new Launch(CommandLine.ofFunction(classPath, flags), environment, log, GRACE);
  }

  private static Path module(Settings settings, String word) {
    return settings.root().resolve("functions").resolve(word);
  }

  @Nullable Service get(String word) {
    return byWord.get(word);
  }

  Iterable<String> words() {
    return byWord.keySet();
  }

  void stop() {
    watch.cancel();
    byWord.values().parallelStream().forEach(Service::stop);
  }

  private void watch(Duration idle) {
    TimerTask round =
        new TimerTask() {
          @Override
          public void run() {
            byWord.values().forEach(service -> service.sleepIfIdle(idle));
          }
        };
    watch.schedule(round, 1000, 1000);
  }
}
