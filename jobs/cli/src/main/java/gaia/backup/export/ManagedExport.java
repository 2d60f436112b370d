package gaia.backup.export;

import com.google.api.services.sqladmin.model.Operation;
import com.google.api.services.sqladmin.model.OperationError;
import gaia.archive.Manifest;
import gaia.archive.Names;
import gaia.archive.Shelf;
import gaia.archive.Store;
import gaia.archive.Unusable;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.schema.Scripts;
import gaia.schema.Standing;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cloud SQL's own export in place of ours: started, or taken over from a run that was killed;
 * awaited; and read back before it gets a manifest.
 */
@Singleton
public final class ManagedExport {
  private static final String DONE = "DONE";

  // A bucket keeps what has no manifest that long, see Bucket.
  private static final Duration LEFT = Duration.ofHours(1);

  private final Scripts scripts;
  private final String version;

  ManagedExport(Scripts scripts, @Property(name = "gaia.version") String version) {
    this.scripts = scripts;
    this.version = version;
  }

  /** What would be exported, in words. */
  public static String preview(Run run, String to) {
    return "%s of %s would be exported to %s"
        .formatted(run.database().name(), Instance.of(run), to);
  }

  public static void mustGoToBucket(String to) {
    if (!to.startsWith("gs://")) {
      throw Stop.usage(
          "Cloud SQL exports into a bucket, and " + to + " is none", "--to gs://BUCKET/PREFIX");
    }
  }

  /**
   * Makes one.
   *
   * @param limit for all of it but the reading
   */
  public Manifest make(Run run, Shelf shelf, Duration limit) throws SQLException {
    Instant begun = Instant.now();
    Instance instance = Instance.of(run);
    Admin admin = Admin.of(instance);
    Patience patience = new Patience(run, instance, limit);
    try {
      Operation operation = begin(run, shelf, admin, patience);
      String file = file(shelf.store(), Admin.uri(operation));
      Operation ended =
          patience.await(
              "Cloud SQL exports to " + file, () -> ended(admin.operation(operation.getName())));
      mustBeWell(shelf.store(), file, ended);
      Exported exported = read(shelf.store(), file);
      Manifest manifest = manifest(run, file, ended, exported, begun);
      shelf.put(manifest);
      return manifest;
    } catch (IOException e) {
      throw Unusable.of(shelf.store(), e);
    }
  }

  private static Operation begin(Run run, Shelf shelf, Admin admin, Patience patience)
      throws IOException {
    Store store = shelf.store();
    Operation left =
        patience.await("Cloud SQL is asked what it does", () -> left(store, admin)).orElse(null);
    if (left != null) {
      run.progress("taken over " + Admin.uri(left) + ", which a run that was killed had begun");
      return left;
    }
    String uri = store.place() + "/" + free(store);
    Operation begun =
        patience.await(
            "Cloud SQL is asked to export",
            () -> {
              // Where an answer was lost, it has been begun.
              List<Operation> known = admin.exports(uri);
              return known.isEmpty() ? admin.export(uri, run.database().name()) : known.getFirst();
            });
    run.progress("begun      " + uri + ", operation " + begun.getName());
    return begun;
  }

  /** The newest that still runs, or has ended well lately, and has no manifest. */
  private static Optional<Operation> left(Store store, Admin admin) throws IOException {
    List<String> files = store.files();
    return admin.exports(store.place() + "/gaia_backup_").stream()
        .filter(each -> !files.contains(Names.manifest(file(store, Admin.uri(each)))))
        .filter(each -> isGoingOn(each) || isThere(each, file(store, Admin.uri(each)), files))
        .findFirst();
  }

  private static boolean isGoingOn(Operation operation) {
    return !DONE.equals(operation.getStatus());
  }

  private static boolean isThere(Operation operation, String file, List<String> files) {
    return operation.getError() == null && isRecent(operation) && files.contains(file);
  }

  private static boolean isRecent(Operation operation) {
    String end = operation.getEndTime();
    return end != null && Instant.parse(end).isAfter(Instant.now().minus(LEFT));
  }

  private static String file(Store store, String uri) {
    return uri.substring(store.place().length() + 1);
  }

  private static String free(Store store) throws IOException {
    List<String> files = store.files();
    Instant at = Instant.now();
    while (isTaken(files, Names.at(at))) {
      at = at.plusSeconds(1);
    }
    return Names.at(at) + ".sql.gz";
  }

  private static boolean isTaken(List<String> files, String name) {
    return files.stream().anyMatch(file -> file.startsWith(name + "."));
  }

  private static @Nullable Operation ended(Operation operation) {
    return isGoingOn(operation) ? null : operation;
  }

  private static void mustBeWell(Store store, String file, Operation ended) throws IOException {
    if (ended.getError() != null) {
      List<OperationError> errors = ended.getError().getErrors();
      String why =
          errors == null || errors.isEmpty()
              ? "it does not say why"
              : errors.getFirst().getCode() + ", " + errors.getFirst().getMessage();
      store.delete(file);
      throw Stop.because(
          Outcome.FAILED,
          "the export to %s ended with an error: %s".formatted(file, why),
          "see operation %s in Cloud SQL; its service account has to be able to write to the bucket"
              .formatted(ended.getName()));
    }
  }

  /** What is no backup does not stay. */
  private static Exported read(Store store, String file) throws IOException {
    try {
      return Exported.read(store, file);
    } catch (Stop | IOException e) {
      store.delete(file);
      throw e;
    }
  }

  private Manifest manifest(Run run, String file, Operation ended, Exported exported, Instant begun)
      throws SQLException {
    Instant now = Instant.now();
    return new Manifest(
        Manifest.FORMAT,
        file,
        exported.bytes(),
        exported.sha256(),
        "gzip",
        0,
        Manifest.CLOUD_SQL,
        "asked",
        run.database().name(),
        run.home().getMetaData().getDatabaseProductVersion().split(" ", 2)[0],
        version,
        Standing.read(run.home(), scripts).version(),
        null,
        ended.getStartTime() == null
            ? Names.time(begun)
            : Names.time(Instant.parse(ended.getStartTime())),
        null,
        Names.time(now),
        Duration.between(begun, now).toMillis(),
        0,
        exported.plainBytes(),
        List.of(),
        List.of(),
        unknown(exported));
  }

  private static List<String> unknown(Exported exported) {
    List<String> always =
        List.of(
            "level",
            "rows",
            "schema_fingerprint",
            "sections",
            "snapshot_at, but for when the export began",
            "tables",
            "wal_position");
    return exported.ends()
        ? always
        : Stream.concat(always.stream(), Stream.of("whether it is whole")).toList();
  }
}
