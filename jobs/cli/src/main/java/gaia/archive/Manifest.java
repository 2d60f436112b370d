package gaia.archive;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backup says of itself, in {@code NAME.manifest.json} beside its file. It is written last
 * and at once, so a backup without one does not exist; see {@link Seal}. Times are RFC 3339 in UTC.
 *
 * @param format of the file and of this: {@value #FORMAT}
 * @param file its name, in the folder or the bucket that this lies in
 * @param bytes of the file, compressed
 * @param sha256 of the file, in hexadecimal; null where somebody else wrote it
 * @param compression {@code gzip} or {@code zstd}
 * @param engine {@code local}: written by gaia; {@code cloud-sql}: a managed export
 * @param reason {@code asked}, or {@code migration}: made before one, and kept apart
 * @param database its name on its server
 * @param schemaVersion the newest migration in it; 0 without our history
 * @param schemaFingerprint of its catalog, see {@code gaia.catalog.Catalog#fingerprint}
 * @param snapshotAt everything committed before this is in it, and nothing after
 * @param walPosition where the server's log stood then
 * @param verifiedAt when the file was last read back and had that SHA-256
 * @param plainBytes of the file, not compressed
 * @param sections what stands where in the file, in its order
 * @param unknown what of this nobody knows, by name
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record Manifest(
    int format,
    String file,
    long bytes,
    @Nullable String sha256,
    String compression,
    int level,
    String engine,
    String reason,
    String database,
    String serverVersion,
    String toolVersion,
    int schemaVersion,
    @Nullable String schemaFingerprint,
    String snapshotAt,
    @Nullable String walPosition,
    @Nullable String verifiedAt,
    long tookMs,
    long rows,
    long plainBytes,
    List<Table> tables,
    List<Section> sections,
    List<String> unknown) {
  // 1 had other checksums of rows, 2 no sections of keys and indexes.
  public static final int FORMAT = 3;

  public static final String CLOUD_SQL = "cloud-sql";

  public static final String MIGRATION = "migration";

  /** One in which any of this is missing is none, but that nothing is in a list may be left out. */
  public Manifest {
    requireNonNull(file, "it names no file");
    requireNonNull(compression, "it says no compression");
    requireNonNull(engine, "it says no engine");
    requireNonNull(reason, "it says no reason");
    requireNonNull(database, "it names no database");
    requireNonNull(serverVersion, "it says no version of the server");
    requireNonNull(toolVersion, "it says no version of gaia");
    requireNonNull(snapshotAt, "it says no time");
    tables = requireNonNullElse(tables, List.of());
    sections = requireNonNullElse(sections, List.of());
    unknown = requireNonNullElse(unknown, List.of());
  }

  /** {@code gaia_backup_20261120_201400}. */
  public String name() {
    return Names.base(file);
  }

  /**
   * A table's rows; of a partitioned table each partition is one, but where rows may find another
   * partition in another database (by hash) the whole is.
   *
   * @param name as SQL names it
   * @param columns those that hold data, as SQL names them, in the order of the rows
   * @param checksum of its rows in any order, see {@link gaia.archive.rows.Checksum}
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Table(String name, List<String> columns, long rows, String checksum) {
    /** The same. */
    public Table {
      requireNonNull(name, "it has a table without a name");
      columns = requireNonNullElse(columns, List.of());
      requireNonNull(checksum, "it has a table without a checksum");
    }
  }

  /**
   * A stretch of the file that can be uncompressed by itself.
   *
   * @param kind see {@link Part}
   * @param table whose rows, keys or index; null elsewhere
   * @param at its first byte in the file
   * @param bytes compressed
   */
  @Serdeable(naming = SnakeCaseStrategy.class)
  public record Section(Part kind, @Nullable String table, long at, long bytes, long rows) {
    /** The same. */
    public Section {
      requireNonNull(kind, "it has a section of no kind");
    }
  }
}
