package gaia.schema;

import gaia.cli.Stop;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The migrations that this program bundles, in order, each with what takes it back. */
@Singleton
public final class Scripts {
  private final String location;
  private @Nullable List<Script> all;

  Scripts(@Property(name = "gaia.migrations") String location) {
    this.location = location;
  }

  /** The folder of the migrations, as Flyway writes it. */
  public String location() {
    return location;
  }

  public List<Script> all() {
    if (all == null) {
      all = in(location);
    }
    return all;
  }

  public Optional<Script> find(int version) {
    return all().stream().filter(script -> script.version() == version).findFirst();
  }

  /** Refuses a version that somebody asked for and nobody wrote. */
  public Script get(int version) {
    return find(version)
        .orElseThrow(
            () ->
                Stop.usage(
                    "there is no migration " + version,
                    all().isEmpty()
                        ? "none is bundled"
                        : "the newest is " + all().getLast().name()));
  }

  /** Refuses to count on a migration that comes later or never. */
  public void mustFollow(Script script) {
    for (String wanted : script.dependsOn()) {
      boolean stands =
          all().stream()
              .anyMatch(
                  other ->
                      other.version() < script.version()
                          && (other.key().equals(wanted) || wanted.equals("" + other.version())));
      if (!stands) {
        throw Stop.badInput(
            "%s depends on %s, which is no migration before it".formatted(script.name(), wanted),
            "give it a later version, or mend its line depends-on");
      }
    }
  }

  /** Those of another folder than the bundled one. */
  public static List<Script> in(String location) {
    Undos undos = new Undos(location.replaceFirst("[^/]*/?$", "undo"));
    List<Script> scripts = new ArrayList<>();
    Folder.read(location).forEach((file, sql) -> scripts.add(Script.of(file, sql, undos)));
    scripts.sort(Comparator.comparingInt(Script::version));
    for (int i = 1; i < scripts.size(); i++) {
      if (scripts.get(i).version() == scripts.get(i - 1).version()) {
        throw Stop.badInput(
            scripts.get(i - 1).file() + " and " + scripts.get(i).file() + " are one version",
            "give one of them the next version");
      }
    }
    return List.copyOf(scripts);
  }
}
