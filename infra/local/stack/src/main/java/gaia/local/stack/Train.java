package gaia.local.stack;

import gaia.local.postgres.Checkout;
import gaia.local.postgres.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A step of the build: makes the AOT cache of every function whose cache is not of its jars, by a
 * local stack of its own under real requests, and that of jobs/gaia. Does nothing when all are.
 * With the word {@code functions}, a step of building an image: theirs only, and it has to succeed.
 */
public final class Train {
  // Held here, since loggers that nobody holds lose their level.
  private static final Logger ROOT = Logger.getLogger("");

  private Train() {}

  public static void main(String[] arguments) throws Exception {
    ROOT.setLevel(Level.WARNING);
    boolean inImage = arguments.length > 0;
    if (!inImage) {
      program();
    }
    List<String> stale = Checkout.functions().stream().filter(Train::needsTraining).toList();
    if (stale.isEmpty()) {
      return;
    }
    System.out.println("training " + String.join(", ", stale) + " for a fast start");
    Path data = Files.createTempDirectory("gaia-training");
    try {
      train(stale, data);
    } catch (Exception e) {
      if (inImage) {
        throw e;
      }
      // Everything works without, only slower to wake; the stack says so again when it starts.
      System.out.println("no AOT cache could be made: " + e.getMessage());
    } finally {
      erase(data);
    }
  }

  private static void program() throws IOException, InterruptedException {
    if (ProgramCache.isStale()) {
      System.out.println("training jobs/gaia for a fast start");
      try {
        ProgramCache.train();
      } catch (IOException e) {
        System.out.println("no AOT cache could be made: " + e.getMessage());
      }
    }
  }

  private static boolean needsTraining(String word) {
    Path module = module(word);
    return Files.exists(module.resolve("target").resolve(word + ".jar"))
        && !AotCache.of(module).isOf(Checkout.classPath("functions/" + word));
  }

  private static void train(List<String> words, Path data) throws Exception {
    for (String word : words) {
      AotCache.of(module(word)).forget();
    }
    Settings settings =
        new Settings(
            Checkout.root(),
            data,
            Ports.free(),
            true,
            Duration.ofHours(1),
            "",
            Settings.Run.TRAINING);
    Stack stack = new Stack(settings, new Screen(settings, line -> {}));
    try {
      stack.start();
      new Conversation(settings.address()).hold(words);
    } finally {
      stack.end();
    }
    for (String word : words) {
      AotCache cache = AotCache.of(module(word));
      if (!Files.exists(cache.file())) {
        throw new IllegalStateException(
            word + " left no AOT cache: " + Files.readString(data.resolve("log/" + word + ".log")));
      }
      cache.seal(Checkout.classPath("functions/" + word));
    }
  }

  private static Path module(String word) {
    return Checkout.root().resolve("functions").resolve(word);
  }

  static void erase(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
