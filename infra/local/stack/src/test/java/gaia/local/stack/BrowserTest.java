package gaia.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of other origins in a real browser, which decides by itself what they may read. */
class BrowserTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @TempDir private Path folder;
  private HttpServer listed;
  private HttpServer stranger;
  private StackProcess stack;

  @BeforeEach
  void start() throws IOException {
    assumeThat(chromium()).as("chromium on this machine").isNotEmpty();
    listed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stranger = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    stack = StackProcess.start(folder.resolve("data"), "-Dorigins=" + origin(listed)).awaitReady();
    serve(listed, "browser");
    serve(stranger, "stranger");
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (stack != null) {
      stack.close();
      listed.stop(0);
      stranger.stop(0);
    }
  }

  @Test
  void pageOfAListedOrigin_createsInvitesAndRedeems() throws Exception {
    assertThat(visit(listed))
        .contains("session 201", "invite 201", "preview 200", "redeem 200 joined")
        .contains("refusal 400 urn:gaia:problem:invalid-request");
  }

  @Test
  void pageOfAnotherOrigin_neitherReadsNorWrites() throws Exception {
    assertThat(visit(stranger))
        .contains("TypeError: Failed to fetch")
        .doesNotContain("session 201");
    assertThat(status("/v1/session/stranger")).isEqualTo(404);
  }

  private static List<Path> chromium() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
        .map(Path::of)
        .filter(Files::isExecutable)
        .toList();
  }

  /** What the page shows in the end. */
  private String visit(HttpServer site) throws Exception {
    List<String> command =
        List.of(
            chromium().getFirst().toString(),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--user-data-dir=" + folder.resolve("profile"),
            "--virtual-time-budget=30000",
            "--dump-dom",
            origin(site) + "/");
    Process browser =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    return new String(browser.getInputStream().readAllBytes(), UTF_8);
  }

  private void serve(HttpServer site, String session) throws IOException {
    byte[] page = page(session);
    site.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
          }
        });
    site.start();
  }

  private byte[] page(String session) throws IOException {
    try (InputStream html = BrowserTest.class.getResourceAsStream("page.html")) {
      return new String(Objects.requireNonNull(html).readAllBytes(), UTF_8)
          .replace("GAIA", stack.address())
          .replace("SESSION", session)
          .replace("HOST", token("host"))
          .replace("GUEST", token("guest"))
          .getBytes(UTF_8);
    }
  }

  private int status(String path) throws IOException {
    return send(path, "Bearer " + token("host")).statusCode();
  }

  private String token(String name) throws IOException {
    return send("/local/token/" + name, "none").body();
  }

  private java.net.http.HttpResponse<String> send(String path, String authorization)
      throws IOException {
    try {
      return CLIENT.send(
          HttpRequest.newBuilder(URI.create(stack.address() + path))
              .header("Authorization", authorization)
              .build(),
          BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static String origin(HttpServer site) {
    return "http://127.0.0.1:" + site.getAddress().getPort();
  }
}
