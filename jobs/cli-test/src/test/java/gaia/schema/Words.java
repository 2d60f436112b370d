package gaia.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.UUID;
import java.util.regex.Pattern;

/** SQL in which {@code :ada} is a person and {@code :room} a room: each word a uuid of its own. */
final class Words {
  private static final Pattern WORD = Pattern.compile("(?<![:\\w]):([a-z]+)\\b");

  private Words() {}

  static String filled(String sql) {
    return WORD.matcher(sql).replaceAll(word -> "'" + id(word.group(1)) + "'");
  }

  static UUID id(String word) {
    return UUID.nameUUIDFromBytes(word.getBytes(UTF_8));
  }

  static String resource(String name) {
    try (InputStream file = Words.class.getResourceAsStream("/gaia/schema/" + name)) {
      if (file == null) {
        throw new IllegalStateException("no " + name + " beside the tests");
      }
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
