package gaia.backup;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.archive.Manifest.Table;
import gaia.archive.rows.ObjectSlices;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.restore.Shelved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class LargeObjectsTest {
  private static final String SOME =
      """
      select lo_create(o) from unnest('{5, 4000000000}'::oid[]) o;
      select lo_from_bytea(70001, string_agg(sha512(g::text::bytea), null)) from generate_series(1, 600000) g;
      select lo_from_bytea(70002, 'a \\\\ ''b'''), lo_create(70003), lo_from_bytea(70004, '');
      select lo_put(70003, 3000000, 'far');
      comment on large object 70002 is 'one ''of'' them';
      comment on large object 5 is 'of a low number';
      grant select on large object 70002 to gaia_console with grant option;
      grant select on large object 70003 to gaia_session;
      grant update on large object 70003 to public;
      revoke update on large object 70004 from gaia_owner
      """;

  private static final String STATE =
      """
      select concat_ws(' ', o.oid, o.lomowner::regrole, md5(lo_get(o.oid)),
        (select string_agg(a::text, ',' order by a::text) from unnest(o.lomacl) a),
        obj_description(o.oid, 'pg_largeobject'))
      from pg_largeobject_metadata o order by o.oid
      """;

  @TempDir private Path folder;

  private Scratch database;

  @BeforeEach
  void some() throws SQLException {
    database = Scratch.migrated();
    database.run(SOME);
    try (Connection superuser = database.asCloud(false)) {
      Scratch.execute(
          superuser,
          """
          alter large object 5 owner to gaia_console;
          alter large object 70003 owner to gaia_console;
          grant select on large object 5, 70003 to gaia_owner
          """);
    }
  }

  @Test
  void allOfThem_areThereAgain() throws SQLException, IOException {
    Kept kept = Kept.of(database, folder);
    Scratch restored = Scratch.empty();
    Psql.restore(kept.file(), restored);
    List<String> before = state(database);
    assertThat(before).hasSize(6);
    assertThat(state(restored)).isEqualTo(before);
    assertThat(restored.read("select nspname from pg_namespace where nspname ~ 'gaia restores'"))
        .isEmpty();
    database.run("select lo_unlink(70001), lo_put(70002, 0, 'changed')");
    gaia("restore", "" + kept.file(), "--database", database.url(), "--yes").succeeded();
    assertThat(state(database)).isEqualTo(before);
  }

  @Test
  void whatTheServersOwnSuperuserMade_isDrilledToo() throws SQLException, IOException {
    try (Connection superuser = database.asCloud(false)) {
      Scratch.execute(superuser, "select lo_from_bytea(70005, 'x')");
      Scratch.execute(superuser, "grant select on large object 70005 to gaia_owner");
    }
    Shelved.of(database, folder);
    drill().succeeded();
  }

  @Test
  void otherBytesThanWereBackedUp_failTheDrill() throws IOException {
    Shelved backup = Shelved.of(database, folder);
    Table objects =
        backup.manifest().tables().stream()
            .filter(table -> table.name().equals(ObjectSlices.TABLE))
            .findFirst()
            .orElseThrow();
    Files.writeString(
        backup.manifestFile(), backup.unsealed().replace(objects.checksum(), "0".repeat(32)));
    Ended ended = drill();
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains(
            "does not do on embedded: large objects: other values in some of its "
                + objects.rows());
  }

  @Test
  void whoMayNotReadSome_isTold() throws IOException {
    Ended ended = gaia("backup", "--database", database.url("backup"), "--to", "" + folder);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("large objects of gaia_owner, 4 of them", "may not read them", "hint: ");
    assertThat(folder).isEmptyDirectory();
  }

  private Ended drill() {
    return gaia("drill", "--database", database.url("drill"), "--to", "" + folder);
  }

  private static List<String> state(Scratch database) throws SQLException {
    try (Connection superuser = database.asCloud(false)) {
      return Scratch.read(superuser, STATE);
    }
  }
}
