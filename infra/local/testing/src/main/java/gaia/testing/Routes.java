package gaia.testing;

import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.Router;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a function's controllers answer to. */
final class Routes {
  private Routes() {}

  /** Such as {@code POST /v1/invite}; without those that go with each {@code GET}. */
  static Set<String> of(Map<String, String> settings) {
    try (ApplicationContext context =
        ApplicationContext.builder()
            .properties(Map.copyOf(settings))
            .properties(Map.of("datasources.default.dialect", "POSTGRES"))
            .start()) {
      return context
          .getBean(Router.class)
          .uriRoutes()
          .map(
              route -> route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString())
          .filter(route -> !route.startsWith("HEAD "))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
