package gaia.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The queries of gaia/adopt, by name. */
final class Query {
  private Query() {}

  static String of(String name) {
    try (InputStream file = Query.class.getResourceAsStream(name + ".sql")) {
      if (file == null) {
        throw new IllegalStateException("no gaia/adopt/" + name + ".sql is bundled");
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
