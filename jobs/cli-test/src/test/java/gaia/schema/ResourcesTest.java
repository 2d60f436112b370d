package gaia.schema;

import static org.assertj.core.api.Assertions.assertThat;

import gaia.local.postgres.Checkout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ResourcesTest {
  /** A server of another encoding has no character for them, in comments either. */
  @Test
  void whatIsSentToAnyServer_isAscii() throws IOException {
    Path resources = Checkout.root().resolve("jobs/cli/src/main/resources");
    try (Stream<Path> all = Files.walk(resources)) {
      assertThat(all.filter(file -> file.toString().endsWith(".sql")))
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(
                          StandardCharsets.US_ASCII.newEncoder().canEncode(Files.readString(file)))
                      .as(file.toString())
                      .isTrue());
    }
  }
}
