package gaia.local.stack;

import gaia.local.postgres.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every function that is built, by its word. */
final class Services {
  private final Map<String, Service> byWord = new TreeMap<>();
  private final Timer watch = new Timer("idle functions", true);

  Services(Settings settings, Environment environment, PidFiles pids, Consumer<String> say) {
    for (String word : Checkout.functions()) {
      Path module = settings.root().resolve("functions").resolve(word);
      if (Files.exists(module.resolve("target").resolve(word + ".jar"))) {
        Launch launch =
            new Launch(
                Checkout.classPath("functions/" + word),
                environment.of(word),
                settings.data().resolve("log").resolve(word + ".log"),
                settings.data().resolve("cache").resolve(word + ".jsa"));
        byWord.put(word, new Service(word, launch, pids, say));
      }
    }
    watch(settings.idle());
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
