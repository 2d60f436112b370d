package gaia.backup;

import gaia.archive.Manifest;
import gaia.archive.Manifest.Table;
import gaia.archive.rows.Checksum;
import gaia.cli.Run;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a backup that was just written says of itself. */
record Description(
    Run run,
    Wish wish,
    Snapshot snapshot,
    Contents contents,
    Recording recording,
    Assembly assembly) {
  Manifest manifest(String file, String version, int schema, Duration took) throws SQLException {
    return new Manifest(
        Manifest.FORMAT,
        file,
        assembly.bytes(),
        assembly.sha256(),
        wish.compression().toString(),
        wish.level(),
        "local",
        wish.reason(),
        run.database().name(),
        snapshot.first().getMetaData().getDatabaseProductVersion().split(" ", 2)[0],
        version,
        schema,
        contents.catalog().fingerprint(),
        text(snapshot.at()),
        snapshot.walPosition(),
        text(Instant.now()),
        took.toMillis(),
        recording.rows(),
        recording.plainBytes(),
        tables(),
        assembly.sections(),
        List.of());
  }

  private List<Table> tables() {
    return contents.columns().entrySet().stream()
        .map(
            table -> {
              Checksum checksum = recording.checksum(table.getKey());
              return new Table(
                  table.getKey(), table.getValue(), checksum.rows(), checksum.toString());
            })
        .toList();
  }

  private static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
