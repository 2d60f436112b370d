package gaia.backup.export;

import gaia.cli.Run;
import gaia.cli.Stop;

/** A Cloud SQL instance, as its API names it. */
record Instance(String project, String name) {
  /**
   * The one that holds the run's database; behind a proxy only the environment knows which that is.
   */
  static Instance of(Run run) {
    String said = run.database().instance();
    String full = said != null ? said : System.getenv("DB_INSTANCE_CONNECTION_NAME");
    String[] parts = full == null ? new String[0] : full.split(":", -1);
    int region = parts.length - 2;
    if (region < 1) {
      throw Stop.usage(
          "no Cloud SQL instance is named, so there is none to export from",
          "set DB_INSTANCE_CONNECTION_NAME to PROJECT:REGION:INSTANCE, or --engine local");
    }
    // The project of an organisation's domain has a colon of its own.
    return new Instance(
        full.substring(0, full.indexOf(":" + parts[region] + ":" + parts[region + 1])),
        parts[region + 1]);
  }

  @Override
  public String toString() {
    return project + ":" + name;
  }
}
