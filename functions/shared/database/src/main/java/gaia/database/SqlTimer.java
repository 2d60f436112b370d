package gaia.database;

import io.micronaut.context.annotation.Property;
import io.micronaut.data.connection.ConnectionStatus;
import io.micronaut.data.connection.exceptions.ConnectionException;
import io.micronaut.data.connection.support.ConnectionCustomizer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.util.function.Function;

/**
 * Adds to the request's SqlTime how long each repository call holds its connection; refuses one
 * that could end after its request must.
 */
@Singleton
final class SqlTimer implements ConnectionCustomizer<Connection> {
  private final Duration lastStart;

  /**
   * @param lastStart of a statement, since its request came: 6 s later even one whose server is
   *     gone has ended
   */
  SqlTimer(@Property(name = "database.last-start", defaultValue = "8s") Duration lastStart) {
    this.lastStart = lastStart;
  }

  @Override
  public <R> Function<ConnectionStatus<Connection>, R> intercept(
      Function<ConnectionStatus<Connection>, R> operation) {
    return status -> {
      if (!status.isNew()) {
        // Part of what is timed already.
        return operation.apply(status);
      }
      if (SqlTime.isOver(lastStart)) {
        throw new ConnectionException(
            "no statement starts %d ms after its request came".formatted(lastStart.toMillis()));
      }
      long started = System.nanoTime();
      try {
        return operation.apply(status);
      } finally {
        SqlTime.add(System.nanoTime() - started);
      }
    };
  }
}
