package gaia.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gaia.local.issuer.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An issuer whose keys are fetched over HTTP, as the real ones are. */
public final class TestIssuer implements AutoCloseable {
  public static final String AUDIENCE = "gaia-test";

  private final HttpServer server;
  private final Issuer issuer;
  private final AtomicInteger fetches = new AtomicInteger();

  private TestIssuer(HttpServer server) {
    this.server = server;
    this.issuer =
        Issuer.fresh(
            "http://127.0.0.1:" + server.getAddress().getPort(), AUDIENCE, new TestClock());
  }

  public static TestIssuer start() {
    try {
      InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      TestIssuer issuer = new TestIssuer(HttpServer.create(loopback, 0));
      issuer.serve("/jwks", issuer.issuer::jwks);
      issuer.serve(
          "/.well-known/openid-configuration", () -> issuer.issuer.discovery(issuer.jwksUrl()));
      issuer.server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String url() {
    return issuer.url();
  }

  public String jwksUrl() {
    return url() + "/jwks";
  }

  /** A good token for somebody by this name. */
  public String token(String name) {
    return issuer.mint(name);
  }

  /** The same with claims replaced or added; a claim that is null is left out. */
  public String token(String name, Map<String, ? extends @Nullable Object> changes) {
    return issuer.mint(name, changes);
  }

  /** A token that says everything right under a key that this issuer never published. */
  public String forged(String name) {
    return Issuer.fresh(url(), AUDIENCE, new TestClock()).mint(name);
  }

  /** How often somebody fetched the keys. */
  public int fetches() {
    return fetches.get();
  }

  private void serve(String path, Supplier<String> document) {
    server.createContext(
        path,
        exchange -> {
          if (path.equals("/jwks")) {
            fetches.incrementAndGet();
          }
          answer(exchange, document.get().getBytes(UTF_8));
        });
  }

  private static void answer(HttpExchange exchange, byte[] json) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, json.length);
      exchange.getResponseBody().write(json);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
