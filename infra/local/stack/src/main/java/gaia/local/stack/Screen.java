package gaia.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.local.issuer.Issuer;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the terminal shows. */
final class Screen {
  private final Settings settings;
  private final Consumer<String> out;

  Screen(Settings settings) {
    this(settings, System.out::println);
  }

  Screen(Settings settings, Consumer<String> out) {
    this.settings = settings;
    this.out = out;
  }

  void line(String text) {
    out.accept(text);
  }

  void jdk() {
    row(
        "JDK",
        System.getProperty("java.vendor.version", System.getProperty("java.version"))
            + " in "
            + System.getProperty("java.home"));
  }

  void postgres(String version, LocalPostgres postgres) {
    String place = shown(settings.data());
    row(
        "PostgreSQL",
        "%s at %s:%d, data in %s/ (survives mvn clean; -Dfresh starts empty)"
            .formatted(version, postgres.host(), postgres.port(), place));
  }

  void schema(String result) {
    row("schema", result);
  }

  void images(List<String> all) {
    row("images", String.join(", ", all));
  }

  void functions(Iterable<String> words) {
    String all = String.join(", ", words);
    row(
        "address",
        settings.address() + "  functions asleep: " + all + "; documents at /local/docs");
  }

  void schedule(String lines) {
    row("schedule", lines);
  }

  void psql() {
    row("psql", ". " + shown(settings.data()) + "/env && psql");
  }

  void tokens(Issuer issuer) {
    for (String name : new String[] {"admin", "host", "guest"}) {
      row("token", name + "  " + issuer.mint(name));
    }
  }

  void ready(Duration took) throws IOException {
    line("ready in %d s; Ctrl-C ends everything".formatted(took.toSeconds()));
    line("");
    line(
        "Paste into another terminal: create, invite, preview without an account, redeem, see the member");
    line("");
    line(fiveMinutes(settings.address()));
  }

  /** The same lines as README's, for this address. */
  static String fiveMinutes(String address) throws IOException {
    try (InputStream lines = Screen.class.getResourceAsStream("five-minutes.sh")) {
      return text(lines).replace("http://127.0.0.1:8080", address);
    }
  }

  static String text(@Nullable InputStream resource) throws IOException {
    if (resource == null) {
      throw new IOException("a resource of this jar is missing");
    }
    return new String(resource.readAllBytes(), UTF_8);
  }

  private void row(String name, String value) {
    line("%-11s%s".formatted(name, value));
  }

  private String shown(Path path) {
    return path.startsWith(settings.root())
        ? settings.root().relativize(path).toString()
        : path.toString();
  }
}
