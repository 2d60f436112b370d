package gaia.startup;

import io.micronaut.core.io.service.SoftServiceLoader.Optimizations;
import io.micronaut.core.io.service.SoftServiceLoader.StaticServiceLoader;
import io.micronaut.core.optim.StaticOptimizations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells Micronaut its beans and other services from a list, where it would open each jar at each
 * start to look for them. The list belongs to an AOT cache and is made with it: in the run that
 * trains the cache, {@code -Dgaia.services.to=FILE} writes it; {@code -Dgaia.services=FILE} starts
 * by it. Without either Micronaut looks for itself, as in tests.
 */
public final class KnownServices implements StaticOptimizations.Loader<Optimizations> {
  private static final String FROM = "gaia.services";
  private static final String TO = "gaia.services.to";
  // A line of a kind of service, then a line of each class that is one.
  private static final String CLASS = " ";

  @Override
  public Optimizations load() {
    String from = System.getProperty(FROM);
    String to = System.getProperty(TO);
    if (to != null) {
      // At the end: beans can't be tried while Micronaut waits for this.
      Runtime.getRuntime().addShutdownHook(new Thread(() -> write(Path.of(to))));
    }
    return new Optimizations(from == null ? Map.of() : read(Path.of(from)));
  }

  private static void write(Path list) {
    try {
      Files.write(list, lines(FoundServices.onTheClassPath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // So that the cache has what a start by it does.
    read(list).values().forEach(service -> service.load(each -> false));
  }

  private static List<String> lines(Map<String, List<String>> services) {
    List<String> lines = new ArrayList<>();
    services.forEach(
        (kind, classes) -> {
          lines.add(kind);
          classes.forEach(name -> lines.add(CLASS + name));
        });
    return lines;
  }

  private static Map<String, StaticServiceLoader<?>> read(Path list) {
    Map<String, StaticServiceLoader<?>> services = new HashMap<>();
    List<String> classes = new ArrayList<>();
    for (String line : linesOf(list)) {
      if (line.startsWith(CLASS)) {
        classes.add(line.substring(CLASS.length()));
      } else {
        classes = new ArrayList<>();
        services.put(line, new KnownService<>(classes));
      }
    }
    return services;
  }

  private static List<String> linesOf(Path list) {
    try {
      return Files.readAllLines(list);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
