package gaia.cli;

/** Whether nobody sits before this run. */
public final class Schedule {
  private Schedule() {}

  /** Cloud Run names its job in every execution; elsewhere whoever keeps the schedule says so. */
  public static boolean isRunning() {
    String said = System.getenv("GAIA_SCHEDULED");
    return said == null ? System.getenv("CLOUD_RUN_JOB") != null : said.equals("true");
  }
}
