package gaia.backup;

import static java.util.stream.Collectors.toMap;

import gaia.archive.Manifest;
import gaia.archive.Manifest.Table;
import gaia.archive.Shelf;
import gaia.archive.Store;
import gaia.archive.rows.Reading;
import gaia.archive.rows.Verification;
import gaia.archive.rows.Verification.Piece;
import gaia.cli.Databases;
import gaia.cli.Program;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The newest backup in a folder. */
record Kept(Path folder, Manifest manifest) {
  static Kept of(Scratch database, Path folder, String... options) throws IOException {
    return by("migrate", database, folder, options);
  }

  /** Made by another login. */
  static Kept by(String word, Scratch database, Path folder, String... options) throws IOException {
    Ended ended =
        Program.gaia(
            Stream.concat(
                    Stream.of(
                        "backup", "--database", database.url(word), "--to", folder.toString()),
                    Stream.of(options))
                .toArray(String[]::new));
    ended.succeeded();
    return newest(folder);
  }

  static Kept newest(Path folder) throws IOException {
    Shelf shelf = new Shelf(Store.of(folder.toString()), JsonMapper.createDefault());
    return new Kept(folder, shelf.list().backups().getFirst().manifest());
  }

  Path file() {
    return folder.resolve(manifest.file());
  }

  Map<String, Long> rows() {
    return manifest.tables().stream().collect(toMap(Table::name, Table::rows));
  }

  List<String> differing(Scratch restored) throws IOException, SQLException {
    Verification verification = new Verification(manifest);
    try (Connection connection = Reading.connect(Databases.at(restored.url()))) {
      for (Table table : manifest.tables()) {
        for (Piece piece : verification.pieces(connection, table.name())) {
          verification.read(connection, piece);
        }
      }
    }
    return verification.differing();
  }
}
