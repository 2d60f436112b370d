package gaia.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** SQL that is too long to stand in a method: a file beside the class that runs it. */
public final class Bundled {
  private Bundled() {}

  /**
   * All of it.
   *
   * @param of a class of the package that the file lies in
   */
  public static String sql(Class<?> of, String name) {
    try (InputStream file = of.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
