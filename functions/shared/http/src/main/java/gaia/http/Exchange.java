package gaia.http;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The request under way: what its log line will say, filled in by the parts that answer it. */
public final class Exchange {
  static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

  private final UUID id;
  private @Nullable UUID caller;
  private @Nullable String route;
  private @Nullable String resourceType;
  private @Nullable String resource;
  private String outcome = "ok";

  Exchange(UUID id) {
    this.id = id;
  }

  public static Exchange current() {
    return CURRENT.get();
  }

  public UUID id() {
    return id;
  }

  @Nullable UUID caller() {
    return caller;
  }

  /** Whoever finds out who calls says so here. */
  public void caller(UUID userId) {
    caller = userId;
  }

  /** The template of the route, never the path: a path holds what people chose. */
  String route() {
    return route == null ? "none" : route;
  }

  void route(String template, @Nullable String id) {
    route = template;
    if (resourceType == null) {
      resource = id;
    }
  }

  /** What the request is about, where that stands in its body. */
  public void about(String type, String id) {
    resourceType = type;
    resource = id;
  }

  /** Absent: the function's own. */
  @Nullable String resourceType() {
    return resourceType;
  }

  /** The id of what the request is about, or the one in the path, where the route has one. */
  @Nullable String resource() {
    return resource;
  }

  String outcome() {
    return outcome;
  }

  /** One word for the log; a problem's own name when it is refused. */
  public void outcome(String word) {
    outcome = word;
  }
}
