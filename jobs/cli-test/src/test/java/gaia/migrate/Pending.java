package gaia.migrate;

import gaia.cli.Child;
import gaia.cli.Program;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A copy of the bundled scripts, to which a test adds its own. */
public final class Pending {
  private final Path migrations;
  private final Path undo;

  private Pending(Path migrations, Path undo) {
    this.migrations = migrations;
    this.undo = undo;
  }

  public static Pending in(Path folder) throws IOException {
    Pending pending =
        new Pending(
            Files.createDirectories(folder.resolve("migrations")),
            Files.createDirectories(folder.resolve("undo")));
    for (Path script : BundledScripts.migrations()) {
      Files.copy(script, pending.migrations.resolve(script.getFileName()));
    }
    for (Path script : BundledScripts.undos()) {
      Files.copy(script, pending.undo.resolve(script.getFileName()));
    }
    return pending;
  }

  /** The {@code steps}th after the bundled ones. */
  public static int version(int steps) {
    return BundledScripts.newest() + steps;
  }

  public Pending add(int steps, String text, String sql) throws IOException {
    Files.writeString(
        migrations.resolve("V%03d__%s.sql".formatted(version(steps), text)), sql + "\n");
    return this;
  }

  public Pending undo(int steps, String text, String sql) throws IOException {
    Files.writeString(undo.resolve("U%03d__%s.sql".formatted(version(steps), text)), sql + "\n");
    return this;
  }

  /** Writes a script or an undo script anew. */
  public void edit(String file, String sql) throws IOException {
    Files.writeString((file.startsWith("U") ? undo : migrations).resolve(file), sql);
  }

  public Ended run(Scratch database, String... words) {
    return Program.bundling(migrations).run(words(database, words));
  }

  public Ended runAlone(Scratch database, String... words) throws IOException {
    return child().run(words(database, words));
  }

  public Process start(Scratch database, String... words) throws IOException {
    return child().start(words(database, words));
  }

  public ProcessBuilder builder(Scratch database, String... words) {
    return child().builder(words(database, words));
  }

  private Child child() {
    return new Child().bundling(migrations);
  }

  private static String[] words(Scratch database, String... words) {
    return Stream.concat(Stream.of(words), Stream.of("--database", database.url()))
        .toArray(String[]::new);
  }
}
