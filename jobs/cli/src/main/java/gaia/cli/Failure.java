package gaia.cli;

import gaia.database.DatabaseProblem;
import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what PostgreSQL refused into a sentence and a hint. */
public final class Failure {
  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final String INSUFFICIENT_PRIVILEGE = "42501";
  private static final String NOT_IN_ENCODING = "22021";
  private static final String NOT_IN_OTHER_ENCODING = "22P05";
  private static final String READ_ONLY = "25006";
  private static final String DISK_FULL = "53100";
  private static final String OUT_OF_MEMORY = "53200";
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String CANCELED = "57014";
  private static final String INTERNAL_ERROR = "XX000";
  private static final String RAISED = "P0001";
  private static final String UNDEFINED_TABLE = "42P01";
  private static final String UNDEFINED_COLUMN = "42703";
  private static final String UNDEFINED_FUNCTION = "42883";

  // Which nobody can who reads it.
  private static final String OF_BATCH =
      "\\s+Call getNextException to see other errors in the batch\\.";

  private Failure() {}

  public static Stop of(SQLException failure) {
    return Stop.because(outcome(failure), text(failure), hint(failure), failure);
  }

  public static Outcome outcome(SQLException failure) {
    if (LOCK_NOT_AVAILABLE.equals(failure.getSQLState()) || isOvertaken(failure)) {
      return Outcome.BUSY;
    }
    return DatabaseProblem.of(failure) == DatabaseProblem.UNAVAILABLE
        ? Outcome.UNREACHABLE
        : Outcome.FAILED;
  }

  /**
   * Whether somebody else changed the same row of the catalog first, of which PostgreSQL says no
   * more.
   */
  public static boolean isOvertaken(SQLException failure) {
    return INTERNAL_ERROR.equals(failure.getSQLState())
        && String.valueOf(failure.getMessage()).contains("tuple concurrently");
  }

  /** {@code relation "users" already exists (42P07)}, whatever lines the server sent. */
  public static String text(SQLException failure) {
    return lowerCase(
                String.valueOf(failure.getMessage())
                    .replaceFirst("^[A-Z]+: ", "")
                    .replaceFirst(OF_BATCH, ""))
            .replaceAll("\\s*\\R\\s*", "; ")
        + " ("
        + failure.getSQLState()
        + ")";
  }

  /** What PostgreSQL said, under whatever a library wrapped it in. */
  public static @Nullable SQLException within(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal) {
        return refusal;
      }
    }
    return null;
  }

  /** But for a name in capitals. */
  static String lowerCase(String text) {
    return text.isEmpty() || (text.length() > 1 && Character.isUpperCase(text.charAt(1)))
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** Whether it runs and is reached, and takes nobody more. */
  static boolean isCrowded(SQLException failure) {
    return TOO_MANY_CONNECTIONS.equals(failure.getSQLState());
  }

  /** A server that answers, but can't do it now, says why. */
  static String unavailable(SQLException failure) {
    return switch (String.valueOf(failure.getSQLState())) {
      case READ_ONLY ->
          "this server takes no writes, a standby for one: name by --database the one that does";
      case DISK_FULL -> "that server's disk is full: make room there, then run it again";
      case OUT_OF_MEMORY ->
          "that server has no room for this: raise max_locks_per_transaction there where it says so,"
              + " else its memory";
      case TOO_MANY_CONNECTIONS ->
          "end some of those that are there, or raise the limit of the login, the database or the"
              + " server";
      case CANCELED -> "somebody or a limit ended the statement: run it again";
      default -> "the connection was lost: run it again, what was not committed is undone";
    };
  }

  private static String hint(SQLException failure) {
    return switch (outcome(failure)) {
      case BUSY ->
          isOvertaken(failure)
              ? "another session changed it meanwhile: try again"
              : "another session holds the lock: try again later";
      case UNREACHABLE -> unavailable(failure);
      default ->
          switch (String.valueOf(failure.getSQLState())) {
            case INSUFFICIENT_PRIVILEGE ->
                "log in as gaia-migrate@..., a member of cloudsqlsuperuser; on a server that is not Cloud"
                    + " SQL's for the first time as who may make roles and databases";
            case NOT_IN_ENCODING, NOT_IN_OTHER_ENCODING ->
                "the database holds bytes that its encoding has no character for: mend them, or move"
                    + " to one in UTF8";
            case RAISED -> "mend what it names, and run it again";
            case UNDEFINED_TABLE, UNDEFINED_COLUMN, UNDEFINED_FUNCTION ->
                "gaia drift names what is missing, gaia check what is not applied yet";
            default -> "see that --database names the right server, database and login";
          };
    };
  }
}
