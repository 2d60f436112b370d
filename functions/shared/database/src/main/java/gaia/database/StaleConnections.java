package gaia.database;

import io.micronaut.context.BeanProvider;
import io.micronaut.data.connection.ConnectionStatus;
import io.micronaut.data.connection.support.ConnectionCustomizer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Function;

/**
 * When a server that went away ended one connection it ended all: the one retry, and whoever comes
 * next, must not pick the next dead one from the pool.
 */
@Singleton
final class StaleConnections implements ConnectionCustomizer<Connection> {
  private final BeanProvider<Pool> pool;

  StaleConnections(BeanProvider<Pool> pool) {
    this.pool = pool;
  }

  @Override
  public <R> Function<ConnectionStatus<Connection>, R> intercept(
      Function<ConnectionStatus<Connection>, R> operation) {
    return status -> {
      try {
        return operation.apply(status);
      } catch (RuntimeException e) {
        if (DatabaseProblem.state(e).filter(StaleConnections::ofServerThatLeft).isPresent()) {
          pool.get().replaceConnections();
        }
        throw e;
      }
    };
  }

  /**
   * After 08006 the statement may have run, so it is not retried; the others are dead all the same.
   */
  private static boolean ofServerThatLeft(String state) {
    return CannotHaveRun.ofServerThatLeft(state) || state.equals("08006");
  }
}
