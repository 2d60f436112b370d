package gaia.http;

import io.micronaut.context.env.MapPropertySource;
import io.micronaut.context.env.PropertySource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/**
 * What every function is configured with; its own application.properties and the environment come
 * after.
 */
final class Defaults {
  private Defaults() {}

  static PropertySource source() {
    Properties properties = new Properties();
    try (InputStream in = Defaults.class.getResourceAsStream("/gaia/http/defaults.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Object> values = new HashMap<>();
    properties.forEach((name, value) -> values.put(name.toString(), value));
    return new MapPropertySource("gaia-defaults", values) {
      @Override
      public int getOrder() {
        return Integer.MIN_VALUE;
      }
    };
  }
}
