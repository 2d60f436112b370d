package gaia.migrate;

import gaia.schema.Grants;
import gaia.schema.Records;
import gaia.schema.Script;
import gaia.schema.SessionSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/**
 * Ends each script with what it set of its session, and a stretch in its own transaction: records
 * and grants stand or fall with the scripts.
 */
final class Completion implements Callback {
  private final List<Script> applied;
  private final boolean partial;
  private final List<String> granted = new ArrayList<>();
  private @Nullable SessionSettings before;

  /**
   * @param applied all that will have been applied when it ends
   * @param partial the grants speak of what comes later
   */
  Completion(List<Script> applied, boolean partial) {
    this.applied = applied;
    this.partial = partial;
  }

  /** The roles whose rights changed. */
  List<String> granted() {
    return granted;
  }

  @Override
  public boolean supports(Event event, Context context) {
    return event == Event.BEFORE_EACH_MIGRATE || event == Event.AFTER_EACH_MIGRATE;
  }

  @Override
  public boolean canHandleInTransaction(Event event, Context context) {
    return true;
  }

  @Override
  public void handle(Event event, Context context) {
    try {
      if (event == Event.BEFORE_EACH_MIGRATE) {
        before = SessionSettings.before(context.getConnection(), script(context));
      } else {
        end(script(context), context.getConnection());
      }
    } catch (SQLException e) {
      throw new FlywayException("records and grants", e);
    }
  }

  private Script script(Context context) {
    String key = context.getMigrationInfo().getVersion().getVersion();
    return applied.stream().filter(script -> script.key().equals(key)).findFirst().orElseThrow();
  }

  private void end(Script script, Connection connection) throws SQLException {
    if (before != null) {
      before.restore();
    }
    if (script.equals(applied.getLast())) {
      complete(connection);
    }
  }

  private void complete(Connection connection) throws SQLException {
    Records.fill(connection, applied);
    Grants grants = new Grants(connection, partial);
    granted.addAll(connection.getAutoCommit() ? grants.apply() : grants.set());
  }

  @Override
  public String getCallbackName() {
    return "completion";
  }
}
