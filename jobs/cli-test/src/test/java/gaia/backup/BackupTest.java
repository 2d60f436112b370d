package gaia.backup;

import static gaia.cli.Program.gaia;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.archive.Compression;
import gaia.archive.Manifest.Section;
import gaia.archive.Part;
import gaia.archive.ReadBack;
import gaia.archive.Sections;
import gaia.archive.Store;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class BackupTest {
  private static final String PEOPLE =
      """
      insert into auth.users (user_id, issuer, subject, display_name)
      select gen_random_uuid(), 'i', g::text, 'person ' || g from generate_series(1, 500) g
      """;

  // Each row is long and fills some of a page, so that the table is cut into several stretches.
  private static final String LARGE =
      """
      create table public.large (n int, filler char(1000), long text);
      alter table public.large alter column long set storage external;
      insert into public.large select g, 'x', repeat(g::text || E'\\t', 200000) from generate_series(1, 70) g
      """;

  // What is made on a table goes down to its heirs and partitions, so theirs is not made apart.
  private static final String OF_TABLES =
      """
      create schema kin;
      create table kin.mother (n int primary key check (n > 0), t text);
      create index of_text on kin.mother (t);
      create table kin.child (n int primary key references kin.mother);
      create table kin.elder (n int unique);
      create table kin.heir (m int unique) inherits (kin.elder);
      create table kin.whole (n int primary key) partition by range (n);
      create table kin.half partition of kin.whole for values from (1) to (2);
      create materialized view kin.seen as select t from kin.mother;
      create index of_seen on kin.seen (t)
      """;

  private static final String WIDE =
      """
      create table public.wide (n int, b bytea, t text, ok boolean, c char(5), j jsonb, g int generated always as (n) stored);
      insert into public.wide values (1, '', null, true, 'x', '{}'),
        (2, decode(repeat('00ff5c0a', 1000000), 'hex'), repeat(E'\\\\ \\t\\n\\b\\f\\r\\x0b \u00e9', 1900000), false, 'y', '[]'),
        (5, null, '\\N', null, 'x', null)
      """;

  @TempDir private Path folder;

  @Test
  void byPsqlAlone_itIsTheSameDatabaseAgain() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(PEOPLE);
    Kept kept = Kept.of(database, folder);
    Scratch restored = Scratch.empty();
    Psql.restore(kept.file(), restored);
    assertThat(kept.differing(restored)).isEmpty();
    Ended drift = gaia("drift", "--database", restored.url(), "--against", database.url());
    drift.succeeded();
    restored.run("update auth.users set display_name = display_name || ' ' where subject = '7'");
    assertThat(kept.differing(restored))
        .anyMatch(line -> line.startsWith("auth.users: other values in some of its 500 rows"));
    restored.run("delete from auth.users where subject = '8'");
    assertThat(kept.differing(restored)).contains("auth.users: 499 rows where the backup has 500");
  }

  @Test
  void aLargeTable_isSeveralStreamsThatEachExpandAlone() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(LARGE);
    Kept kept = Kept.of(database, folder, "--jobs", "3");
    List<Section> rows =
        kept.manifest().sections().stream()
            .filter(section -> section.kind() == Part.ROWS)
            .filter(section -> "public.large".equals(section.table()))
            .toList();
    assertThat(rows).hasSizeGreaterThan(1);
    assertThat(rows.stream().mapToLong(Section::rows).sum()).isEqualTo(70);
    long at = 0;
    Store store = Store.of(folder.toString());
    for (Section section : kept.manifest().sections()) {
      assertThat(section.at()).isEqualTo(at);
      at += section.bytes();
      try (InputStream file = store.open(kept.manifest().file(), section.at())) {
        byte[] alone = file.readNBytes((int) section.bytes());
        String text =
            new String(
                Compression.GZIP.expand(new ByteArrayInputStream(alone)).readAllBytes(), UTF_8);
        assertThat(text).endsWith(section.kind() == Part.ROWS ? "\\.\n" : ";\n");
      }
    }
    assertThat(at).isEqualTo(kept.manifest().bytes());
    assertThat(ReadBack.sha256(store, kept.manifest().file())).isEqualTo(kept.manifest().sha256());
    Scratch restored = Scratch.empty();
    Psql.restore(kept.file(), restored);
    assertThat(kept.differing(restored)).isEmpty();
  }

  @Test
  void keysAndIndexes_standApartByTheirTables() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(OF_TABLES);
    Kept kept = Kept.of(database, folder);
    Store store = Store.of(folder.toString());
    List<String> made = new ArrayList<>();
    for (Section section : kept.manifest().sections()) {
      boolean isOfTable = section.kind() == Part.KEYS || section.kind() == Part.INDEX;
      if (isOfTable && String.valueOf(section.table()).startsWith("kin.")) {
        String text = Sections.text(store, kept.manifest(), section);
        made.add(section.table() + ": " + text.replaceAll("set search_path = .*;\\n", ""));
      }
    }
    assertThat(made)
        .containsExactly(
            "kin.child: alter table kin.child add constraint child_pkey PRIMARY KEY (n);\n",
            """
            kin.mother: alter table kin.mother add constraint mother_n_check CHECK ((n > 0));
            alter table kin.mother add constraint mother_pkey PRIMARY KEY (n);
            """,
            "kin.mother: CREATE INDEX of_text ON kin.mother USING btree (t);\n");
    Scratch restored = Scratch.empty();
    Psql.restore(kept.file(), restored);
    Ended drift = gaia("drift", "--database", restored.url(), "--against", database.url());
    drift.succeeded();
  }

  @Test
  void aRowTooWideForMemory_isReadInSlices() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(WIDE);
    Kept kept = Kept.of(database, folder);
    assertThat(kept.rows()).containsEntry("public.wide", 3L);
    Scratch restored = Scratch.empty();
    Psql.restore(kept.file(), restored);
    assertThat(kept.differing(restored)).isEmpty();
    String sum =
        "select concat_ws(' ', n, md5(b), md5(t), j, ok, c, octet_length(c)) from public.wide order by n";
    assertThat(restored.read(sum)).isEqualTo(database.read(sum));
    restored.run("update public.wide set t = overlay(t placing 'X' from 9000000) where n = 2");
    assertThat(kept.differing(restored)).hasSize(1);
  }

  @Test
  void whileOthersWrite_itIsOneMoment() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(LARGE);
    database.run("create table public.a (n int); create table public.b (n int)");
    try (Writer writer =
        Writer.of(database, "insert into public.a values (1)", "insert into public.b values (1)")) {
      writer.awaitSome();
      Kept kept = Kept.of(database, folder, "--jobs", "2");
      writer.awaitSome();
      Map<String, Long> rows = kept.rows();
      assertThat(rows.get("public.a")).isPositive().isEqualTo(rows.get("public.b"));
      assertThat(writer.written()).isGreaterThan(rows.get("public.a"));
    }
  }

  @Test
  void byZstd_itIsTheSame() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(PEOPLE);
    Kept kept = Kept.of(database, folder, "--compress", "zstd", "--level", "5");
    assertThat(kept.manifest().file()).endsWith(".sql.zst");
    try (InputStream file = Store.of(folder.toString()).open(kept.manifest().file(), 0);
        InputStream plain = Compression.ZSTD.expand(file)) {
      byte[] text = plain.readAllBytes();
      assertThat(text).hasSize((int) kept.manifest().plainBytes());
      assertThat(new String(text, UTF_8)).endsWith("commit;\n");
    }
  }

  @Test
  void aDryRun_writesNothing() throws SQLException {
    Ended ended =
        gaia("backup", "--dry-run", "--database", Scratch.migrated().url(), "--to", "" + folder);
    ended.succeeded();
    assertThat(ended.out()).startsWith("dry run: ");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void asJson_itSaysWhatWasWritten() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    Ended ended = gaia("backup", "--json", "--database", database.url(), "--to", "" + folder);
    Kept kept = Kept.newest(folder);
    assertThat(ended.json()).containsEntry("outcome", "done");
    assertThat(ended.out())
        .contains(
            "\"file\":\"" + kept.manifest().file() + "\"",
            "\"sha256\":\"" + kept.manifest().sha256() + "\"",
            "\"rows\":" + kept.manifest().rows());
    assertThat(kept.manifest().schemaVersion()).isPositive();
    assertThat(kept.manifest().walPosition()).matches("[0-9A-F]+/[0-9A-F]+");
    assertThat(database.read("select outcome from ops.job_runs where name = 'backup'"))
        .containsExactly("done");
  }
}
