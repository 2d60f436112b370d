package gaia.restore;

import static gaia.cli.Program.gaia;
import static gaia.restore.RestoreTest.databases;
import static gaia.restore.RestoreTest.restore;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gaia.archive.Inspection;
import gaia.archive.Manifest;
import gaia.archive.Manifest.Section;
import gaia.archive.Part;
import gaia.archive.Sections;
import gaia.archive.Store;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a file, it is told with its place, and the live database is untouched. */
@Timeout(240)
class DamagedTest {
  private Scratch database;
  private Shelved backup;

  @TempDir private Path folder;

  @BeforeEach
  void something() throws SQLException, IOException {
    database = Scratch.migrated();
    database.run(
        "create table public.noise as select g, sha512(g::text::bytea) as b from generate_series(1, 3000) g");
    backup = Shelved.of(database, folder);
    database.run("truncate public.noise");
  }

  @AfterEach
  void untouched() throws SQLException {
    assertThat(database.read("select count(*) from public.noise")).containsExactly("0");
    assertThat(databases(database, "%" + database.name() + "%")).containsExactly(database.name());
  }

  @Test
  void aByteThatIsFlipped_isFoundByTableAndByte() throws IOException {
    Section rows = backup.rowsOf("public.noise");
    flip(rows.at() + rows.bytes() / 2);
    refuses(
        "%s is damaged in the rows of public.noise, bytes %d to %d of the file: "
            .formatted(backup.manifest().file(), rows.at(), rows.at() + rows.bytes() - 1));
  }

  @Test
  void anyByteThatIsFlipped_isFound() throws IOException {
    byte[] whole = Files.readAllBytes(backup.path());
    Random random = new Random(7);
    Inspection inspection = new Inspection(Store.of("" + folder), backup.manifest());
    inspection.mustBeWhole();
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      int at = random.nextInt(damaged.length);
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(backup.path(), damaged);
      Section section =
          backup.manifest().sections().stream()
              .filter(s -> s.at() <= at && at < s.at() + s.bytes())
              .findFirst()
              .orElseThrow();
      assertThatThrownBy(inspection::mustBeWhole)
          .as("byte %d", at)
          .hasMessageMatching(
              ".* is damaged in (bytes that carry no data, or is another file.*|.*, bytes %d to %d of the file: .*)"
                  .formatted(section.at(), section.at() + section.bytes() - 1));
    }
  }

  @Test
  void aFileThatIsCutOff_isToldWithTheByteAndTheTable() throws IOException {
    Section rows = backup.rowsOf("public.noise");
    long at = rows.at() + 5;
    try (var file = Files.newByteChannel(backup.path(), StandardOpenOption.WRITE)) {
      file.truncate(at);
    }
    refuses(
        "is cut off at byte %d of %d, in the rows of public.noise"
            .formatted(at, backup.manifest().bytes()));
  }

  @Test
  void whatWasAppended_isTold() throws IOException {
    Files.write(backup.path(), new byte[3], StandardOpenOption.APPEND);
    refuses("what follows byte " + backup.manifest().bytes() + " was not written by a backup");
  }

  @Test
  void aFileThatIsGone_isTold() throws IOException {
    Files.delete(backup.path());
    refuses("is gone from " + folder + ", only its manifest is there");
  }

  @Test
  void aFileThatIsNoBackup_isTold() throws IOException {
    Path foreign = Files.writeString(folder.resolve("dump.sql"), "select 1;\n");
    Ended ended = restore(database, "" + foreign);
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err()).contains("dump.sql has no manifest in " + folder);
  }

  @Test
  void aManifestThatIsDamaged_isTold() throws IOException {
    Path file = backup.manifestFile();
    String whole = backup.unsealed();
    Files.writeString(file, whole.substring(0, whole.length() / 2));
    refuses("manifest.json in " + folder + " is damaged");
    Files.writeString(file, whole.replaceFirst("\"at\":0,\"bytes\":", "\"at\":0,\"bytes\":1"));
    refuses("the manifest of " + backup.manifest().file() + " is damaged: its sections");
    String format = "\"format\":%d,";
    for (int other : new int[] {1, Manifest.FORMAT + 1}) {
      Files.writeString(
          file, whole.replace(format.formatted(Manifest.FORMAT), format.formatted(other)));
      refuses("is of format " + other + ", this program reads " + Manifest.FORMAT);
    }
  }

  @Test
  void aManifestInWhichOneCharacterIsAnother_isTold() throws IOException {
    Manifest manifest = backup.manifest();
    String whole = Files.readString(backup.manifestFile());
    for (String said :
        List.of(
            manifest.tables().getFirst().checksum(),
            manifest.serverVersion(),
            manifest.snapshotAt(),
            whole.replaceFirst("(?s).*manifest_sha256\":\"", ""))) {
      char first = said.charAt(0);
      String other = (first == '1' ? '2' : '1') + said.substring(1);
      Files.writeString(backup.manifestFile(), whole.replace(said, other));
      refuses("manifest.json in " + folder + " is damaged: it is not what was written");
    }
  }

  @Test
  void aManifestOfBefore_isReadWithoutItsOwnChecksum() throws IOException {
    Files.writeString(backup.manifestFile(), backup.unsealed());
    dryRun().succeeded();
  }

  @Test
  void aMomentThatIsNone_isToldAndKeepsNobodyFromTheOthers() throws IOException {
    Files.writeString(
        backup.manifestFile(), backup.unsealed().replace(backup.manifest().snapshotAt(), "x"));
    String damaged = "manifest.json in " + folder + " is damaged: x is no time";
    refuses(damaged);
    Ended listed = gaia("backups", "--to", "" + folder);
    listed.succeeded();
    assertThat(listed.err()).contains(damaged);
    Ended drilled = gaia("drill", "--database", database.url(), "--to", "" + folder);
    assertThat(drilled.exit()).isEqualTo(1);
    assertThat(drilled.err()).contains(damaged, "no backup of " + database.name());
    Ended another = gaia("backup", "--database", database.url(), "--to", "" + folder);
    another.succeeded();
    assertThat(another.err()).contains(damaged);
  }

  @Test
  void aManifestThatWasWrittenForAnotherBackup_isToldAndRestoresNothing() throws IOException {
    Path other = folder.resolve("gaia_backup_20260101_000000.sql.gz");
    Files.copy(backup.path(), other);
    Files.copy(backup.manifestFile(), folder.resolve("gaia_backup_20260101_000000.manifest.json"));
    String damaged = "it was written for another backup, " + backup.manifest().file();
    Ended ended = restore(database, "" + other);
    assertThat(ended.exit()).isEqualTo(65);
    assertThat(ended.err()).contains(damaged);
    assertThat(Shelved.shelf(folder).list().backups()).hasSize(1);
  }

  @Test
  void aManifestThatNamesAFileElsewhere_isToldAndThatFileStays() throws IOException {
    Path elsewhere = Files.writeString(folder.resolveSibling(folder.getFileName() + ".x"), "kept");
    String said = backup.manifest().name() + "./../../" + elsewhere.getFileName();
    Files.writeString(
        backup.manifestFile(), backup.unsealed().replace(backup.manifest().file(), said));
    refuses("it was written for another backup, " + said);
    Files.delete(elsewhere);
  }

  @Test
  void aManifestInWhichSomethingIsMissing_isTold() throws IOException {
    String whole = backup.unsealed();
    Map<String, String> missing =
        Map.of(
            "\"tables\":", "its sections do not make one file",
            "\"sections\":", "its sections are not all of its file",
            "\"file\":", "it names no file",
            "\"database\":", "it names no database",
            "\"checksum\":", "it has a table without a checksum",
            "\"kind\":", "it has a section of no kind");
    for (Map.Entry<String, String> each : missing.entrySet()) {
      Files.writeString(backup.manifestFile(), whole.replace(each.getKey(), "\"other\":"));
      refuses("is damaged: " + each.getValue());
      gaia("backups", "--to", "" + folder).succeeded();
    }
    Files.writeString(backup.manifestFile(), whole.replace("\"unknown\":[]", "\"unknown\":null"));
    gaia("backups", "--to", "" + folder).succeeded();
    dryRun().succeeded();
  }

  @Test
  void aManifestThatCannotBeRead_keepsNobodyFromTheOthers() throws IOException {
    Files.createDirectory(folder.resolve("gaia_backup_20260101_000000.manifest.json"));
    Files.createDirectory(folder.resolve(backup.manifest().name() + ".drill.json"));
    Path mine = folder.resolve("gaia_backup_20260102_000000.manifest.json");
    Files.copy(backup.manifestFile(), mine);
    Files.setPosixFilePermissions(mine, Set.of());
    Ended listed = gaia("backups", "--to", "" + folder);
    listed.succeeded();
    assertThat(listed.out()).contains(backup.manifest().file());
    assertThat(listed.err())
        .contains("20260101_000000.manifest.json in " + folder + " is damaged: ")
        // Root reads it, and finds whose it is.
        .containsPattern("20260102_000000.manifest.json .*(may not read it|for another backup)");
    dryRun().succeeded();
    gaia("backup", "--database", database.url(), "--to", "" + folder).succeeded();
  }

  @Test
  void aNoteOfADrillThatIsDamaged_keepsNobodyFromTheBackup() throws IOException {
    Path note = folder.resolve(backup.manifest().name() + ".drill.json");
    for (String said :
        List.of(
            "{\"drilled_at\":",
            "{\"drilled_at\":\"x\",\"passed\":true,\"recovery_ms\":1,\"lost_ms\":1,\"server\":\"s\"}")) {
      Files.writeString(note, said);
      dryRun().succeeded();
      assertThat(Shelved.newest(folder).archived().isDrilled()).isFalse();
      Ended listed = gaia("backups", "--to", "" + folder);
      listed.succeeded();
      assertThat(listed.out()).contains(backup.manifest().file());
      assertThat(listed.err())
          .contains("drill.json in " + folder + " is damaged: ", "so its backup counts as not");
    }
  }

  @Test
  void whatIsDamaged_isNotSoughtInASectionOfNothing() throws SQLException, IOException {
    Scratch bare = Scratch.empty();
    String name = bare.name() + "_bare";
    try (Connection admin = bare.asMigrateIn("postgres")) {
      Scratch.execute(admin, "set role cloudsqlsuperuser");
      Scratch.execute(admin, "create database " + name + " template template0");
    }
    Path other = Files.createDirectory(folder.resolve("bare"));
    String url = RestoreTest.url(bare, name);
    gaia("backup", "--database", url, "--to", "" + other).succeeded();
    Shelved empty = Shelved.newest(other);
    Section after =
        empty.manifest().sections().stream()
            .filter(section -> section.kind() == Part.AFTER)
            .findFirst()
            .orElseThrow();
    assertThat(Sections.text(Store.of("" + other), empty.manifest(), after)).isEmpty();
    byte[] whole = Files.readAllBytes(empty.path());
    Inspection inspection = new Inspection(Store.of("" + other), empty.manifest());
    Map<Integer, String> places =
        Map.of(
            4,
            "in bytes that carry no data",
            9,
            "in bytes that carry no data",
            10,
            "in the frame of it, bytes 0 to ",
            whole.length - 1,
            "in the frame of it, bytes ");
    for (Map.Entry<Integer, String> place : places.entrySet()) {
      byte[] damaged = whole.clone();
      damaged[place.getKey()] ^= 1;
      Files.write(empty.path(), damaged);
      assertThatThrownBy(inspection::mustBeWhole)
          .as("byte %d", place.getKey())
          .hasMessageContaining("is damaged " + place.getValue());
    }
  }

  @Test
  void anotherBackupUnderItsName_isTold() throws IOException {
    Path file = backup.path();
    byte[] other = Files.readAllBytes(file);
    // The header of its first stream says when it was made, which nobody reads.
    other[4] ^= 1;
    Files.write(file, other);
    refuses("is damaged in bytes that carry no data, or is another file: its SHA-256 is ");
  }

  @Test
  void whatAManagedExportWrote_isRefusedInWords() throws IOException {
    Manifest ours = backup.manifest();
    Manifest export =
        new Manifest(
            Manifest.FORMAT,
            "gaia_backup_20260101_000000.sql.gz",
            10,
            null,
            "gzip",
            0,
            "cloud-sql",
            "asked",
            ours.database(),
            "16",
            "0",
            1,
            null,
            ours.snapshotAt(),
            null,
            null,
            1,
            0,
            0,
            List.of(),
            List.of(),
            List.of("rows"));
    Files.write(
        folder.resolve("gaia_backup_20260101_000000.manifest.json"),
        JsonMapper.createDefault().writeValueAsBytes(export));
    Ended ended = restore(database, folder + "/" + export.file());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("was written by the engine cloud-sql and not by gaia", "gcloud sql import sql");
  }

  private void refuses(String what) {
    for (String file : new String[] {backup.file(), folder + "/" + backup.manifest().name()}) {
      Ended ended = restore(database, file);
      assertThat(ended.exit()).as(ended.err()).isEqualTo(65);
      assertThat(ended.err()).contains(what, "hint: ");
    }
    assertThat(dryRun().exit()).isEqualTo(65);
  }

  private Ended dryRun() {
    return gaia(
        "restore",
        backup.manifest().file(),
        "--to",
        "" + folder,
        "--database",
        database.url(),
        "--dry-run");
  }

  private void flip(long at) throws IOException {
    byte[] bytes = Files.readAllBytes(backup.path());
    bytes[(int) at] ^= 1;
    Files.write(backup.path(), bytes);
  }
}
