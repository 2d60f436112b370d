package gaia.startup;

import io.micronaut.context.ApplicationContextConfigurer;
import io.micronaut.context.env.PropertyExpressionResolver;
import io.micronaut.context.env.PropertySourceLoader;
import io.micronaut.core.beans.BeanIntrospectionReference;
import io.micronaut.core.convert.TypeConverterRegistrar;
import io.micronaut.core.io.service.MicronautMetaServiceLoaderUtils;
import io.micronaut.inject.BeanConfiguration;
import io.micronaut.inject.BeanDefinitionReference;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where Micronaut looks, and in its order. */
final class FoundServices {
  // All that a start asks for; of another kind Micronaut would look for all of them again.
  private static final List<Class<?>> KINDS =
      List.of(
          ApplicationContextConfigurer.class,
          BeanConfiguration.class,
          BeanDefinitionReference.class,
          BeanIntrospectionReference.class,
          PropertyExpressionResolver.class,
          PropertySourceLoader.class,
          TypeConverterRegistrar.class);

  private FoundServices() {}

  /** By kind, without those that lack what they were compiled with: Micronaut passes over them. */
  static Map<String, List<String>> onTheClassPath() throws IOException {
    ClassLoader loader = FoundServices.class.getClassLoader();
    Map<String, List<String>> found = new TreeMap<>();
    for (Class<?> kind : KINDS) {
      Set<String> classes = new LinkedHashSet<>();
      for (URL file :
          Collections.list(loader.getResources("META-INF/services/" + kind.getName()))) {
        classes.addAll(named(file));
      }
      classes.addAll(
          MicronautMetaServiceLoaderUtils.findMicronautMetaServiceEntries(loader, kind.getName()));
      found.put(kind.getName(), classes.stream().filter(FoundServices::isWhole).toList());
    }
    return found;
  }

  private static List<String> named(URL file) throws IOException {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(file.openStream(), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .toList();
    }
  }

  private static boolean isWhole(String name) {
    try {
      Class.forName(name, false, FoundServices.class.getClassLoader())
          .getConstructor()
          .newInstance();
      return true;
    } catch (ReflectiveOperationException | LinkageError e) {
      return false;
    }
  }
}
