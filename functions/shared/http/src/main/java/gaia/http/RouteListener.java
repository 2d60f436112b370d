package gaia.http;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import jakarta.inject.Singleton;

/** Tells the log which route answered. */
@Singleton
final class RouteListener implements ApplicationEventListener<HttpRequestTerminatedEvent> {
  @Override
  public void onApplicationEvent(HttpRequestTerminatedEvent event) {
    BasicHttpAttributes.getUriTemplate(event.getSource()).ifPresent(Exchange.current()::route);
  }
}
