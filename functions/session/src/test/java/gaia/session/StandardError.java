package gaia.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What a function that starts after it writes to standard error. */
final class StandardError implements BeforeAllCallback, AfterAllCallback {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private @Nullable PrintStream before;

  @Override
  public void beforeAll(ExtensionContext context) {
    before = System.err;
    System.setErr(new PrintStream(written, true, UTF_8));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    System.setErr(Objects.requireNonNull(before));
  }

  String text() {
    return written.toString(UTF_8);
  }

  List<String> lines() {
    return text().lines().toList();
  }
}
