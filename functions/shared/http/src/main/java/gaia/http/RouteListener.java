package gaia.http;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.event.HttpRequestTerminatedEvent;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Tells the log which route answered, and the audit for which id. */
@Singleton
final class RouteListener implements ApplicationEventListener<HttpRequestTerminatedEvent> {
  @Override
  public void onApplicationEvent(HttpRequestTerminatedEvent event) {
    BasicHttpAttributes.getUriTemplate(event.getSource())
        .ifPresent(template -> Exchange.current().route(template, id(event.getSource())));
  }

  private static @Nullable String id(HttpRequest<?> request) {
    return BasicHttpAttributes.getRouteMatchInfo(request)
        .map(match -> match.getVariableValues().get("id"))
        .map(Object::toString)
        .orElse(null);
  }
}
