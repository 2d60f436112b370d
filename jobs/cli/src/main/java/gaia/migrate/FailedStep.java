package gaia.migrate;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.internal.exception.FlywayMigrateException;
import org.jspecify.annotations.Nullable;

/** Where in which script a migrate ended, and what PostgreSQL said to it. */
final class FailedStep {
  private FailedStep() {}

  static @Nullable SQLException refusal(FlywayException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal) {
        return refusal;
      }
    }
    return null;
  }

  static String where(FlywayException failure) {
    return failure instanceof FlywayMigrateException step
        ? "migration " + Schema.name(step.getMigration()) + ", line " + step.getLineNumber() + ": "
        : "";
  }
}
