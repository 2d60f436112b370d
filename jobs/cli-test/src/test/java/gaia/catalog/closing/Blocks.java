package gaia.catalog.closing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Blocks of SQL, an empty line between; the comments of each say what it makes different. */
record Blocks(List<String> named, String expected, String actual) {
  private static final String DIFFERENCE = "-- (missing|extra|changed) .*";

  static Stream<Blocks> of(String file) throws IOException {
    try (InputStream sql = Blocks.class.getResourceAsStream(file)) {
      return Arrays.stream(new String(sql.readAllBytes(), UTF_8).strip().split("\n\n"))
          .map(Blocks::block);
    }
  }

  private static Blocks block(String text) {
    List<String> named =
        text.lines().filter(l -> l.matches(DIFFERENCE)).map(l -> l.substring(3)).toList();
    String sql = text.lines().filter(l -> !l.matches(DIFFERENCE)).collect(joining("\n"));
    String[] both = sql.split("-- actual\n", 2);
    return new Blocks(named, both.length > 1 ? both[0] : "select", both[both.length - 1]);
  }

  @Override
  public String toString() {
    return named.toString();
  }
}
