package gaia.database;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.data.connection.ConnectionStatus;
import io.micronaut.data.connection.jdbc.operations.DefaultDataSourceConnectionOperations;
import io.micronaut.data.connection.support.ConnectionCustomizer;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Function;

/** Adds to the request's SqlTime how long each repository call holds its connection. */
@Singleton
final class SqlTimer
    implements ConnectionCustomizer<Connection>,
        BeanCreatedEventListener<DefaultDataSourceConnectionOperations> {

  @Override
  public DefaultDataSourceConnectionOperations onCreated(
      BeanCreatedEvent<DefaultDataSourceConnectionOperations> event) {
    event.getBean().addConnectionCustomizer(this);
    return event.getBean();
  }

  @Override
  public <R> Function<ConnectionStatus<Connection>, R> intercept(
      Function<ConnectionStatus<Connection>, R> operation) {
    return status -> {
      if (!status.isNew()) {
        // Part of what is timed already.
        return operation.apply(status);
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
