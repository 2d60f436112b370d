package gaia.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.cli.Program;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database with one of each. */
class KindsTest {
  @TempDir private Path folder;

  @Test
  void allOfIt_isThereAgain() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(text("/gaia/backup/kinds.sql"));
    Kept kept = Kept.of(database, folder);
    Scratch restored = Scratch.empty();
    Psql.restore(kept.file(), restored);
    assertThat(kept.differing(restored)).isEmpty();
    Set<Item> made = items(restored);
    Set<Item> lost = items(database);
    lost.removeIf(made::remove);
    assertThat(lost).as("lost, where there is now %s", made).isEmpty();
    assertThat(made).isEmpty();
    for (String query : List.of(text("details.sql"), STATES)) {
      assertThat(restored.read(query)).isEqualTo(database.read(query));
    }
  }

  @Test
  void anIndexWhoseMakingFailed_isNamedAndLeftOut() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run("create table public.twice as select 1 as n from generate_series(1, 2)");
    assertThatThrownBy(
            () -> database.run("create unique index concurrently once on public.twice (n)"))
        .hasMessageContaining("duplicate");
    Ended ended = Program.gaia("backup", "--database", database.url(), "--to", "" + folder);
    ended.succeeded();
    assertThat(ended.err()).contains("left out   index public.once: it is invalid");
    Scratch restored = Scratch.empty();
    Psql.restore(Kept.newest(folder).file(), restored);
    try (Connection owner = restored.owner()) {
      assertThat(Catalog.read(owner).fingerprint())
          .isEqualTo(Kept.newest(folder).manifest().schemaFingerprint());
    }
  }

  private static final String STATES =
      """
      select concat_ws(' ', schemaname, sequencename, last_value) from pg_sequences order by 1
      """;

  @Test
  void whatCannotBeSaid_isNamedAndRefused() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(
        "create table public.forced (); alter table public.forced enable row level security, force row level security");
    Ended ended = Program.gaia("backup", "--database", database.url(), "--to", folder.toString());
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err())
        .contains("refused: this can't be put into a backup", "table public.forced", "hint: ");
    assertThat(folder).isEmptyDirectory();
  }

  private static Set<Item> items(Scratch database) throws SQLException {
    try (Connection connection = database.owner()) {
      Set<Item> items = new HashSet<>(Catalog.read(connection).items());
      items.removeIf(item -> item.kind() == Kind.DATABASE);
      return items;
    }
  }

  private static String text(String name) throws IOException {
    try (InputStream file = TakeBackup.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
  }
}
