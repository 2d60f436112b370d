package gaia.cli;

import java.sql.SQLException;
import java.util.Locale;

/** Turns what PostgreSQL refused into a sentence and a hint. */
public final class Failure {
  private Failure() {}

  public static Stop of(SQLException failure) {
    boolean locked = "55P03".equals(failure.getSQLState());
    return Stop.because(
        locked ? Outcome.BUSY : Outcome.FAILED, text(failure), hint(failure), failure);
  }

  private static String hint(SQLException failure) {
    return switch (String.valueOf(failure.getSQLState())) {
      case "55P03" -> "another session holds the lock: try again later";
      case "42501" -> "log in as gaia-migrate@..., a member of cloudsqlsuperuser";
      default -> "PostgreSQL's log may say more";
    };
  }

  /** {@code relation "users" already exists (42P07)}. */
  public static String text(SQLException failure) {
    return sentence(failure) + " (" + failure.getSQLState() + ")";
  }

  private static String sentence(SQLException failure) {
    return lowerCase(String.valueOf(failure.getMessage()).replaceFirst("^[A-Z]+: ", ""))
        .lines()
        .map(String::strip)
        .reduce((a, b) -> a + "; " + b)
        .orElse("no message");
  }

  static String lowerCase(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }
}
