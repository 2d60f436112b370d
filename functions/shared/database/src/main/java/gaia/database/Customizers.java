package gaia.database;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.data.connection.jdbc.operations.DefaultDataSourceConnectionOperations;
import jakarta.inject.Singleton;

/** Micronaut Data takes customizers of its connections, but looks for none. */
@Singleton
final class Customizers implements BeanCreatedEventListener<DefaultDataSourceConnectionOperations> {
  private final StaleConnections stale;
  private final SqlTimer timer;

  Customizers(StaleConnections stale, SqlTimer timer) {
    this.stale = stale;
    this.timer = timer;
  }

  @Override
  public DefaultDataSourceConnectionOperations onCreated(
      BeanCreatedEvent<DefaultDataSourceConnectionOperations> event) {
    event.getBean().addConnectionCustomizer(stale);
    event.getBean().addConnectionCustomizer(timer);
    return event.getBean();
  }
}
