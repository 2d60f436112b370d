package gaia.archive;

import picocli.CommandLine.Option;

/** Where backups lie. */
public final class BackupPlace {
  @Option(
      names = "--to",
      paramLabel = "PLACE",
      defaultValue = "${env:BACKUP_TO:-backups}",
      description =
          "Where backups lie, a directory or gs://BUCKET/PREFIX, else BACKUP_TO (${DEFAULT-VALUE}).")
  private String to = "backups";

  public Store store() {
    return Store.of(to);
  }

  @Override
  public String toString() {
    return to;
  }
}
