package gaia.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.cli.Stop;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A migration as this program bundles it.
 *
 * @param key the version as its file writes it: {@code 012}
 * @param description {@code job runs}
 * @param undos where what takes it back is found
 */
public record Script(
    int version, String key, String description, String file, String sql, Undos undos) {
  private static final Pattern NAME = Pattern.compile("V([0-9]{1,6})__([A-Za-z0-9_]+)\\.sql");
  private static final Pattern DEPENDS_ON =
      Pattern.compile("(?m)^-- depends-on:[ \\t]*(.*)$", Pattern.CASE_INSENSITIVE);

  static Script of(String file, String sql, Undos undos) {
    Matcher name = NAME.matcher(file);
    if (!name.matches()) {
      throw Stop.badInput(
          file + " is not named as a migration is", "name it like V012__what_it_does.sql");
    }
    return new Script(
        Integer.parseInt(name.group(1)),
        name.group(1),
        name.group(2).replace('_', ' '),
        file,
        sql,
        undos);
  }

  /** What takes it back; null where nobody wrote it. */
  public @Nullable String undo() {
    return undos.of(file);
  }

  /** {@code 12 job runs}. */
  public String name() {
    return version + " " + description;
  }

  /** Its name in the records: {@code 012_job_runs}. */
  public String recordName() {
    return key + "_" + description.replace(' ', '_');
  }

  /** The versions that its header names, as it writes them. */
  public List<String> dependsOn() {
    return DEPENDS_ON
        .matcher(sql)
        .results()
        .flatMap(header -> Stream.of(header.group(1).split("[,\\s]+", 0)))
        .filter(version -> !version.isEmpty())
        .toList();
  }

  /** Its first line, which says why. */
  public String why() {
    return sql.lines().findFirst().orElse("").replaceFirst("^-- *", "");
  }

  /** As Flyway keeps it: the CRC-32 of the lines without their ends. */
  public int checksum() {
    CRC32 sum = new CRC32();
    sql.replaceFirst("^\uFEFF", "").lines().forEach(line -> sum.update(line.getBytes(UTF_8)));
    return (int) sum.getValue();
  }

  /** Refuses what would leave its history row behind, or stand without one. */
  public void mustBeOnePiece() {
    mustBeOnePiece(file, sql);
  }

  static void mustBeOnePiece(String file, String sql) {
    String words = Statements.ofTheCaller(sql);
    if (words != null) {
      throw Stop.badInput(
          "%s says %s, though neither its transaction nor its role is its own"
              .formatted(file, words.toLowerCase(Locale.ROOT)),
          "leave it out: a script and its history row are one transaction, of gaia_owner");
    }
    if (Statements.hasNamelessIndex(sql)) {
      throw Stop.badInput(
          file + " makes an index concurrently and gives it no name",
          "name it, so that a run that was killed half-way can be gone on with");
    }
  }

  /** What it sets of its session would hold for what comes after it. */
  public boolean setsSession() {
    return Statements.setsSession(sql);
  }

  /** It adds a value to an enum, which PostgreSQL lets nobody use before. */
  public boolean mustBeCommitted() {
    return Statements.addsLabel(sql);
  }

  /** False where PostgreSQL refuses a statement of it inside a transaction. */
  public boolean isTransactional() {
    return !Statements.mustStandAlone(sql);
  }
}
