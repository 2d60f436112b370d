package gaia.migrate;

import static java.util.stream.Collectors.joining;
import static org.flywaydb.core.api.MigrationState.ABOVE_TARGET;
import static org.flywaydb.core.api.MigrationState.FUTURE_SUCCESS;
import static org.flywaydb.core.api.MigrationState.IGNORED;
import static org.flywaydb.core.api.MigrationState.MISSING_SUCCESS;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.util.List;
import java.util.function.Predicate;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/** Where a database stands between what was applied to it and what this program bundles. */
record Schema(
    List<MigrationInfo> all, List<MigrationInfo> pending, @Nullable MigrationInfo current) {
  static Schema of(Flyway flyway) {
    var info = flyway.info();
    return new Schema(List.of(info.all()), List.of(info.pending()), info.current());
  }

  /** {@code 9} for V009; {@code 0} before the first. */
  String version() {
    return current == null ? "0" : version(current);
  }

  /** {@code --to} stopped it short, so the grants speak of tables that are not there. */
  boolean isPartial() {
    return all.stream().anyMatch(in(ABOVE_TARGET));
  }

  /** Refuses to go on from a history that the bundled scripts did not write. */
  void mustBeOurs() {
    if (all.stream().anyMatch(in(FUTURE_SUCCESS))) {
      throw Stop.because(
          Outcome.REFUSED,
          "the database has migrations that this program does not know: "
              + names(in(FUTURE_SUCCESS)),
          "run the newer program that applied them");
    }
    refuse(
        "edited or removed after it was applied: ",
        in(MISSING_SUCCESS).or(Schema::isEdited),
        "put the script back as it was, and write the change as a new migration");
    refuse(
        "older than schema " + version() + " but never applied: ",
        in(IGNORED),
        "give it the next version instead");
  }

  void mustReach(int version) {
    MigrationVersion wanted = MigrationVersion.fromVersion(Integer.toString(version));
    if (all.stream().noneMatch(m -> wanted.equals(m.getVersion()))) {
      throw Stop.usage(
          "there is no migration " + version,
          all.isEmpty() ? "none is bundled" : "the newest is " + name(all.getLast()));
    }
    if (current != null && current.getVersion().isNewerThan(wanted.getVersion())) {
      throw Stop.because(
          Outcome.REFUSED,
          "schema " + version() + " is already past " + version,
          "migrate only goes forward");
    }
  }

  static String version(MigrationInfo migration) {
    return version(migration.getVersion().getVersion());
  }

  static String version(String written) {
    return written.replaceFirst("^0+(?=.)", "");
  }

  /** {@code 8 campaign sessions}. */
  static String name(MigrationInfo migration) {
    return version(migration) + " " + migration.getDescription();
  }

  private void refuse(String what, Predicate<MigrationInfo> offence, String hint) {
    if (all.stream().anyMatch(offence)) {
      throw Stop.badInput(what + names(offence), hint);
    }
  }

  private String names(Predicate<MigrationInfo> which) {
    return all.stream().filter(which).map(Schema::name).collect(joining(", "));
  }

  private static Predicate<MigrationInfo> in(MigrationState state) {
    return migration -> migration.getState() == state;
  }

  private static boolean isEdited(MigrationInfo migration) {
    return migration.getState() == MigrationState.SUCCESS
        && !(migration.isChecksumMatching() && migration.isDescriptionMatching());
  }
}
