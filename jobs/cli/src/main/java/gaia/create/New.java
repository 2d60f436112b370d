package gaia.create;

import gaia.cli.ChangingJob;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.schema.Script;
import gaia.schema.Scripts;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** In a package that is not named as the command is: {@code new} is a word of Java. */
@Singleton
@Command(name = "new", description = "Begin the next migration: its script and its undo script.")
final class New extends ChangingJob {
  @Parameters(paramLabel = "TEXT", description = "What it does, in a few words.")
  private String text = "";

  @Option(
      names = "--depends-on",
      paramLabel = "V",
      split = ",",
      description = "A migration that it needs; may be said several times.")
  private List<Integer> dependsOn = List.of();

  private final Scripts scripts;

  New(Scripts scripts) {
    this.scripts = scripts;
  }

  /** It asks no database, so there is no ledger. */
  @Override
  protected boolean recorded() {
    return false;
  }

  @Override
  protected Outcome run(Run run) {
    Sources sources = Sources.find(scripts);
    List<Script> all = sources.scripts();
    String words = text.strip().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String name = words.replaceAll("^_|_$", "");
    if (name.isEmpty()) {
      throw Stop.usage("'" + text + "' has no letter to make a name of", "say what it does");
    }
    int version = all.isEmpty() ? 1 : all.getLast().version() + 1;
    String rest = "%03d__%s.sql".formatted(version, name);
    write(run, sources.migrations().resolve("V" + rest), header(all));
    write(
        run,
        sources.undo().resolve("U" + rest),
        "-- Takes back %03d: %s.\n".formatted(version, text.strip()));
    run.progress("hint: the first line of each says why, in a sentence");
    run.item(Map.of("version", "" + version, "description", name.replace('_', ' ')));
    return Outcome.DONE;
  }

  private String header(List<Script> all) {
    String said = text.strip();
    StringBuilder header =
        new StringBuilder("-- ")
            .append(said.substring(0, 1).toUpperCase(Locale.ROOT))
            .append(said.substring(1))
            .append(".\n");
    if (!dependsOn.isEmpty()) {
      header.append("-- depends-on: ");
      header.append(String.join(", ", dependsOn.stream().map(v -> key(all, v)).toList()));
      header.append('\n');
    }
    return header.toString();
  }

  private static String key(List<Script> all, int version) {
    return all.stream()
        .filter(script -> script.version() == version)
        .findFirst()
        .map(Script::key)
        .orElseThrow(
            () ->
                Stop.usage(
                    "there is no migration " + version + " to depend on",
                    all.isEmpty() ? "none is written" : "the newest is " + all.getLast().name()));
  }

  private void write(Run run, Path file, String header) {
    if (!dryRun()) {
      try {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, header, StandardOpenOption.CREATE_NEW);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    run.answer((dryRun() ? "would write " : "") + file);
  }
}
