package gaia.schema;

import gaia.cli.Failure;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Takes migrations back, the newest first, in the caller's transaction. */
public final class Undo {
  private Undo() {}

  /** Refuses what nobody wrote an undo script for. */
  public static void mustBeWritten(List<Script> scripts) {
    for (Script script : scripts) {
      if (script.undo() == null) {
        throw Stop.badInput(
            script.name() + " has no undo script",
            "write undo/U" + script.file().substring(1) + " beside the migrations");
      }
      Script.mustBeOnePiece("undo/U" + script.file().substring(1), script.undo());
    }
  }

  /** Takes these back and forgets them; given oldest first, as they were applied. */
  public static void run(Connection connection, List<Script> scripts) throws SQLException {
    for (Script script : scripts.reversed()) {
      try {
        SessionSettings.around(connection, String.valueOf(script.undo()));
      } catch (SQLException e) {
        throw Stop.because(
            Failure.outcome(e),
            "undo of " + script.name() + ": " + Failure.text(e),
            Failure.outcome(e) == Outcome.FAILED
                ? "nothing was changed: mend undo/U" + script.file().substring(1)
                : "nothing was changed: try again later",
            e);
      }
      forget(connection, script);
    }
  }

  private static void forget(Connection connection, Script script) throws SQLException {
    if (Records.exist(connection)) {
      run(connection, "delete from ops.migration_records where name = ?", script.recordName());
    }
    run(connection, "delete from ops.flyway_history where version = ?", script.key());
  }

  private static void run(Connection connection, String sql, String value) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, value);
      statement.executeUpdate();
    }
  }
}
