package gaia.backups;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupsTest {
  @TempDir private Path folder;

  @Test
  void aList_tellsWhatIsThereAndWhatBecameOfIt() throws SQLException, IOException {
    assertThat(list().out()).isEqualTo("no backups in " + folder + ": gaia backup makes one\n");
    Scratch database = Scratch.migrated();
    gaia("backup", "--database", database.url(), "--to", "" + folder).succeeded();
    assertThat(list().out())
        .containsPattern("when +size +rows +schema +verified +drilled +took +file")
        .containsPattern(
            "B +[0-9,]+ +[0-9]+ +20[0-9: -]+ +no +[0-9.]+ s +gaia_backup_[0-9_]+.sql.gz");
    Path file = only(".sql.gz");
    Files.write(file, new byte[7]);
    assertThat(list().out()).containsPattern("damaged: 7 of [0-9]+ bytes");
    assertThat(list("--json").json().get("numbers")).isEqualTo(Map.of("backups", 1, "damaged", 1));
    Files.delete(file);
    assertThat(list().out()).contains("damaged: no file");
    Files.writeString(only(".json"), "{\"format\": 1");
    Ended damaged = list();
    damaged.succeeded();
    assertThat(damaged.err()).containsPattern("gaia_backup_[0-9_]+.manifest.json in .* is damaged");
    assertThat(list("--json").out())
        .containsPattern("\"file\":\"gaia_backup_[0-9_]+.manifest.json\"")
        .contains("\"damaged\":true", "\"error\":\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3://bucket/backups", "", " "})
  void aPlaceThatIsNone_isMisuse(String place) {
    Ended ended = gaia("backups", "--to", place);
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err())
        .contains("'" + place + "' is no place for backups", "gs://BUCKET/PREFIX");
  }

  private Ended list(String... more) {
    return gaia(
        Stream.concat(Stream.of("backups", "--to", "" + folder), Stream.of(more))
            .toArray(String[]::new));
  }

  private Path only(String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> all = files.filter(file -> file.toString().endsWith(ending)).toList();
      assertThat(all).hasSize(1);
      return all.getFirst();
    }
  }
}
