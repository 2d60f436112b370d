package gaia.http;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which pages of other origins may call us. It stands before the framework so that every answer
 * carries it, refusals too: a page can't read a 413 or a 503 otherwise.
 */
record Cors(Set<String> origins) {
  static Cors of(String list) {
    return new Cors(
        Arrays.stream(list.split(","))
            .map(String::strip)
            .filter(origin -> !origin.isEmpty())
            .collect(Collectors.toUnmodifiableSet()));
  }

  /** True when that was the whole answer: a preflight of a listed origin. */
  boolean answer(HttpRequest request, HttpResponse response) {
    Optional<String> origin = request.getFirstHeader("Origin");
    if (origin.isEmpty()) {
      return false;
    }
    response.appendHeader("Vary", "Origin");
    if (!origins.contains(origin.get())) {
      return false;
    }
    response.appendHeader("Access-Control-Allow-Origin", origin.get());
    response.appendHeader("Access-Control-Expose-Headers", "ETag, Location, Retry-After");
    if (!isPreflight(request)) {
      return false;
    }
    response.appendHeader("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE");
    response.appendHeader(
        "Access-Control-Allow-Headers",
        "Authorization, Content-Type, Idempotency-Key, If-None-Match, Invite-Token");
    response.appendHeader("Access-Control-Max-Age", "3600");
    response.setStatusCode(204);
    return true;
  }

  private static boolean isPreflight(HttpRequest request) {
    return request.getMethod().equals("OPTIONS")
        && request.getHeaders().keySet().stream()
            .anyMatch("Access-Control-Request-Method"::equalsIgnoreCase);
  }
}
