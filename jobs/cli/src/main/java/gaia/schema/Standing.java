package gaia.schema;

import static java.util.stream.Collectors.joining;

import gaia.cli.Outcome;
import gaia.cli.Owner;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where a database stands between what was applied to it and what this program bundles. */
public final class Standing {
  private final Scripts scripts;
  private final List<Applied> history;
  private final List<Applied> applied;

  private Standing(Scripts scripts, List<Applied> history) {
    this.scripts = scripts;
    this.history = history;
    this.applied = history.stream().filter(Applied::success).toList();
  }

  /** Read as the owner, once there is one and the login may be that. */
  public static Standing read(Connection connection, Scripts scripts) throws SQLException {
    if (!Owner.exists(connection)) {
      return new Standing(scripts, List.of());
    }
    Owner.becomeOrStay(connection);
    return new Standing(scripts, Applied.read(connection));
  }

  /** The newest that was applied; 0 before the first. */
  public int version() {
    return applied.stream().mapToInt(Applied::version).max().orElse(0);
  }

  /** What the database had without us; 0 where we made it all. */
  public int baseline() {
    return applied.stream().filter(Applied::baseline).mapToInt(Applied::version).max().orElse(0);
  }

  /** Nothing was ever applied, or all of it was rolled back. */
  public boolean isBare() {
    return applied.isEmpty();
  }

  public List<Applied> history() {
    return history;
  }

  /** What was begun outside a transaction and never ended well. */
  public boolean hasFailed(Script script) {
    return history.stream().anyMatch(row -> row.version() == script.version() && !row.success());
  }

  public List<Script> pending() {
    return scripts.all().stream().filter(script -> script.version() > version()).toList();
  }

  /** What was applied, oldest first, as far as it is bundled. */
  public List<Script> done() {
    return scripts.all().stream().filter(script -> script.version() <= version()).toList();
  }

  /** Refuses to go on from a history that the bundled scripts did not write. */
  public void mustBeOurs() {
    int newest = scripts.all().isEmpty() ? 0 : scripts.all().getLast().version();
    if (version() > newest) {
      throw Stop.because(
          Outcome.REFUSED,
          "the database has migrations that this program does not know: "
              + names(row -> row.version() > newest),
          "run the newer program that applied them");
    }
    history.stream().filter(this::isImpossible).findFirst().ifPresent(Standing::refuse);
    if (applied.stream().anyMatch(this::isForeign)) {
      throw Stop.badInput(
          "edited or removed after it was applied: " + names(this::isForeign),
          "put the script back as it was, and write the change as a new migration");
    }
    String skipped =
        done().stream().filter(this::isSkipped).map(Script::name).collect(joining(", "));
    if (!skipped.isEmpty()) {
      throw Stop.badInput(
          "older than schema " + version() + " but never applied: " + skipped,
          "give it the next version instead");
    }
  }

  /** What runs in a transaction fails without a trace, so somebody wrote this by hand. */
  private boolean isImpossible(Applied row) {
    return !row.success()
        && scripts.find(row.version()).filter(Script::isTransactional).isPresent();
  }

  private static void refuse(Applied row) {
    throw Stop.badInput(
        row.name() + " is marked as failed in ops.flyway_history, where a failure leaves no row",
        "mend the row by hand: success is true where the schema has it, else delete it");
  }

  private boolean isForeign(Applied row) {
    Optional<Script> script = scripts.find(row.version());
    return !row.baseline() && (script.isEmpty() || !row.isOf(script.get()));
  }

  private boolean isSkipped(Script script) {
    return applied.stream()
        .noneMatch(
            row ->
                row.version() == script.version()
                    || (row.baseline() && row.version() > script.version()));
  }

  private String names(Predicate<Applied> which) {
    return applied.stream().filter(which).map(Applied::name).collect(joining(", "));
  }
}
