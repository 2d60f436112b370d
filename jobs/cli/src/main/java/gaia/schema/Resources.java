package gaia.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The SQL that jobs/schema bundles. */
public final class Resources {
  private Resources() {}

  public static String read(String path) {
    return find(path).orElseThrow(() -> new IllegalStateException("no " + path + " is bundled"));
  }

  public static Optional<String> find(String path) {
    try (InputStream file = Resources.class.getResourceAsStream("/gaia/schema/" + path)) {
      return file == null ? Optional.empty() : Optional.of(new String(file.readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
