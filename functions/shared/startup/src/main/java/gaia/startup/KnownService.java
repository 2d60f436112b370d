package gaia.startup;

import io.micronaut.core.io.service.SoftServiceLoader.StaticDefinition;
import io.micronaut.core.io.service.SoftServiceLoader.StaticServiceLoader;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The classes of one kind of service. */
record KnownService<S>(List<String> classes) implements StaticServiceLoader<S> {
  @Override
  public Stream<StaticDefinition<S>> findAll(Predicate<String> wanted) {
    return classes.stream()
        .filter(wanted)
        .map(name -> StaticDefinition.of(name, KnownService.<S>named(name)));
  }

  @SuppressWarnings("unchecked")
  private static <S> Class<S> named(String name) {
    try {
      return (Class<S>) Class.forName(name, false, KnownService.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("the list of services is of another class path", e);
    }
  }
}
