package gaia.rollback;

import static java.util.stream.Collectors.joining;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import gaia.schema.Script;
import gaia.schema.Standing;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which migrations a rollback takes back: the newest, so many, or all after a version. */
final class HowFar {
  @Option(names = "--to", paramLabel = "V", description = "Keep this migration and all before it.")
  private @Nullable Integer to;

  @Option(names = "--count", paramLabel = "N", description = "Take back so many (1).")
  private @Nullable Integer count;

  /** Oldest first. */
  List<Script> undone(Standing before) {
    List<Script> done = before.done();
    int first = to != null ? after(done, to, before) : done.size() - counted(done.size());
    List<Script> undone = done.subList(Math.max(0, first), done.size());
    if (!undone.isEmpty() && undone.getFirst().version() <= before.baseline()) {
      throw Stop.because(
          Outcome.REFUSED,
          "the database had schema %d when it was taken over".formatted(before.baseline()),
          "roll back to " + before.baseline() + " at most");
    }
    return undone;
  }

  static int goal(Standing before, List<Script> undone) {
    return before.done().stream()
        .filter(script -> !undone.contains(script))
        .mapToInt(Script::version)
        .max()
        .orElse(0);
  }

  /** Newest first, as they are taken back. */
  static String names(List<Script> undone) {
    return undone.reversed().stream().map(Script::name).collect(joining(", "));
  }

  private int counted(int most) {
    int wanted = count == null ? Math.min(1, most) : count;
    if (wanted < 0 || wanted > most) {
      throw Stop.usage("--count " + wanted + " of " + most + " migrations", "give fewer");
    }
    return wanted;
  }

  private int after(List<Script> done, int version, Standing before) {
    if (count != null) {
      throw Stop.usage("--to and --count are two answers to one question", "give one of them");
    }
    if (version > before.version()) {
      throw Stop.because(
          Outcome.REFUSED,
          "schema %d is not past %d".formatted(before.version(), version),
          "gaia migrate goes forward");
    }
    if (version != 0 && done.stream().noneMatch(script -> script.version() == version)) {
      throw Stop.usage("there is no migration " + version, "gaia history lists them; 0 is none");
    }
    return (int) done.stream().filter(script -> script.version() <= version).count();
  }
}
