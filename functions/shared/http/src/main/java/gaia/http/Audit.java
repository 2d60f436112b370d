package gaia.http;

import gaia.identity.Ids;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Every 403 of a caller whom we know leaves an event, before the answer goes out. A 401 leaves
 * none: anybody could fill the table with those.
 */
@Singleton
class Audit {
  private static final Logger LOG = Logger.getLogger(Audit.class.getName());

  private final SecurityEventRepository events;
  private final Clock clock;
  private final String function;

  Audit(
      SecurityEventRepository events,
      Clock clock,
      @Value("${micronaut.application.name}") String function) {
    this.events = events;
    this.clock = clock;
    this.function = function;
  }

  void refused(Exchange exchange, String route) {
    UUID caller = exchange.caller();
    if (caller == null) {
      return;
    }
    String type = exchange.resourceType();
    try {
      events.insert(
          Ids.v7(clock),
          exchange.outcome(),
          caller,
          type == null ? function : type,
          exchange.resource(),
          exchange.id(),
          route,
          clock.instant());
    } catch (RuntimeException e) {
      // the refusal stands; that it left no event is for the log
      LOG.log(Level.SEVERE, exchange.id() + " the security event was not written: " + e, e);
    }
  }
}
