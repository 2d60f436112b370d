package gaia.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.util.Arrays;

/**
 * Refuses a query where the route takes none, once it is known who asks: whoever sent it meant
 * something by it.
 */
final class StrayQuery {
  private StrayQuery() {}

  static void refuse(HttpRequest<?> request) {
    if (request.getUri().getRawQuery() == null) {
      return;
    }
    RouteAttributes.getRouteMatch(request)
        .filter(route -> !takesQuery(route))
        .flatMap(route -> request.getParameters().names().stream().sorted().findFirst())
        .ifPresent(
            name -> {
              throw Refusal.invalid(StrictDecoder.shown(name), "is not a known parameter");
            });
  }

  private static boolean takesQuery(RouteMatch<?> route) {
    return route.getRouteInfo() instanceof MethodBasedRouteInfo<?, ?> method
        && Arrays.stream(method.getTargetMethod().getArguments())
            .anyMatch(argument -> argument.isAnnotationPresent(Query.class));
  }
}
