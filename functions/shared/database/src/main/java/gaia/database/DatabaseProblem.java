package gaia.database;

import io.micronaut.data.connection.exceptions.ConnectionException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** What a failed statement means to the one who waits for it, by its SQLSTATE. */
public enum DatabaseProblem {
  /** The database can't serve now: down, full, switched over, or slower than the limits allow. */
  UNAVAILABLE,
  /** A value that the database can't keep: a null character, a number out of range. */
  INVALID,
  /** The rows moved since they were read: the statement may be run once more. */
  MOVED,
  /** Whoever asked was deactivated: {@code auth.require_active} says so. */
  DEACTIVATED,
  /** Whoever asked is no admin: {@code auth.require_admin} says so. */
  NO_ADMIN,
  OTHER;

  private static final int LONGEST_CHAIN = 20;

  /** Looks through all causes, since the framework wraps what the driver throws. */
  public static DatabaseProblem of(Throwable failure) {
    return causes(failure)
        .map(DatabaseProblem::alone)
        .filter(problem -> problem != OTHER)
        .findFirst()
        .orElse(OTHER);
  }

  /** The name of the constraint that refused the statement. */
  public static Optional<String> constraint(Throwable failure) {
    return causes(failure)
        .filter(PSQLException.class::isInstance)
        .map(cause -> ((PSQLException) cause).getServerErrorMessage())
        .flatMap(Stream::ofNullable)
        .map(ServerErrorMessage::getConstraint)
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  static Optional<String> state(Throwable failure) {
    return causes(failure)
        .filter(SQLException.class::isInstance)
        .map(cause -> ((SQLException) cause).getSQLState())
        .flatMap(Stream::ofNullable)
        .findFirst();
  }

  static Stream<Throwable> causes(Throwable failure) {
    return Stream.<@Nullable Throwable>iterate(
            failure, cause -> cause != null, cause -> cause == null ? null : cause.getCause())
        .limit(LONGEST_CHAIN)
        .flatMap(Stream::ofNullable);
  }

  private static DatabaseProblem alone(Throwable cause) {
    // The pool says this when nobody gave it a connection in time, whatever the state it quotes.
    if (cause instanceof SQLTransientConnectionException) {
      return UNAVAILABLE;
    }
    if (cause instanceof Moved) {
      return MOVED;
    }
    if (cause instanceof SQLException sql) {
      return sql.getSQLState() == null ? OTHER : of(sql.getSQLState());
    }
    return cause instanceof ConnectionException && cause.getCause() == null ? UNAVAILABLE : OTHER;
  }

  private static DatabaseProblem of(String state) {
    return switch (state) {
      // lock_not_available, query_canceled by a time-out, idle in transaction, read-only after a
      // fail-over
      case "55P03", "57014", "25P03", "25006" -> UNAVAILABLE;
      case "40001", "40P01" -> MOVED;
      case "GA001" -> DEACTIVATED;
      case "GA002" -> NO_ADMIN;
      default -> {
        if (state.startsWith("08") || state.startsWith("53") || state.startsWith("57P0")) {
          yield UNAVAILABLE;
        }
        yield state.startsWith("22") ? INVALID : OTHER;
      }
    };
  }
}
