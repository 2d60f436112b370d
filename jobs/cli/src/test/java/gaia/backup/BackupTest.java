package gaia.backup;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.archive.Manifest;
import gaia.archive.Shelf;
import gaia.archive.Store;
import gaia.archive.Verification;
import gaia.cli.Databases;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
  private static final String PEOPLE =
      """
      insert into auth.users (user_id, issuer, subject, display_name)
      select gen_random_uuid(), 'i', g::text, E'tab\\tline\\nback\\\\slash ' || g from generate_series(1, 500) g
      """;

  @TempDir private Path folder;

  @Test
  void byPsqlAlone_itIsTheSameDatabaseAgain() throws SQLException, IOException {
    Scratch database = Scratch.migrated();
    database.run(PEOPLE);
    Ended ended = gaia("backup", "--database", database.url(), "--to", folder.toString());
    assertThat(ended.exit()).as(ended.err()).isZero();
    Scratch restored = Scratch.empty();
    Psql.restore(only(".sql.gz"), restored);
    assertThat(differing(restored)).isEmpty();
    Ended drift = gaia("drift", "--database", restored.url(), "--against", database.url());
    assertThat(drift.exit()).as(drift.out()).isZero();
    restored.run("update auth.users set display_name = display_name || ' ' where subject = '7'");
    assertThat(differing(restored)).anyMatch(line -> line.startsWith("auth.users: other values"));
    restored.run("delete from auth.users where subject = '8'");
    assertThat(differing(restored)).contains("auth.users: 499 rows where the backup has 500");
  }

  private List<String> differing(Scratch restored) throws IOException, SQLException {
    Shelf shelf = new Shelf(Store.of(folder.toString()), JsonMapper.createDefault());
    Manifest manifest = shelf.list().backups().getFirst().manifest();
    return Verification.differing(Databases.at(restored.url()), manifest, 2);
  }

  private Path only(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }
}
