package gaia.database;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** DATABASE_ECHO: each statement as a line of the log, never what was bound to it. */
final class Echo {
  // Micronaut Data tells statements at FINE and bound values at FINEST, which stays off. The
  // reference is kept, since the log manager forgets loggers that nobody holds.
  private static final Logger QUERIES = Logger.getLogger("io.micronaut.data.query");
  private static final Logger STATEMENTS = Logger.getLogger("gaia.statement");

  private Echo() {}

  static void queries() {
    QUERIES.setLevel(Level.FINE);
    QUERIES.setFilter(Echo::raised);
  }

  static void statement(String sql) {
    STATEMENTS.info(sql);
  }

  /** Handlers drop what is below INFO, and whoever set DATABASE_ECHO wants to see it. */
  private static boolean raised(LogRecord line) {
    line.setLevel(Level.INFO);
    return true;
  }
}
