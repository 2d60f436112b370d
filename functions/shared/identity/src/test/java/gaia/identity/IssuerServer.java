package gaia.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gaia.local.issuer.Issuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An issuer over HTTP that can be down, silent or odd, and counts how often it was asked. */
final class IssuerServer implements AutoCloseable {
  static final String AUDIENCE = "gaia";

  final AtomicInteger asked = new AtomicInteger();
  final Issuer issuer;
  volatile String jwks;
  volatile String discovery;
  volatile int status = 200;
  volatile boolean silent;
  volatile boolean trickling;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;

  IssuerServer(Clock clock) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = Issuer.fresh(url(), AUDIENCE, clock);
    jwks = issuer.jwks();
    discovery = issuer.discovery(url() + "/keys");
    server.createContext("/keys", exchange -> answer(exchange, jwks));
    server.createContext(
        "/.well-known/openid-configuration", exchange -> answer(exchange, discovery));
    server.setExecutor(threads);
    server.start();
    // Loading the JDK's client may take most of the time that a fetch has.
    Download.text(URI.create(url() + "/keys"), Download.in(Duration.ofMinutes(1)));
    asked.set(0);
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  TokenVerifier verifier(Clock clock) {
    return verifier(url() + "/keys", clock);
  }

  TokenVerifier verifier(@Nullable String jwksUrl, Clock clock) {
    IdentitySettings settings =
        new IdentitySettings(issuer.url(), AUDIENCE, jwksUrl, "name", "email");
    return new TokenVerifier(settings, clock);
  }

  private void answer(HttpExchange exchange, String text) throws IOException {
    asked.incrementAndGet();
    try (exchange) {
      if (silent) {
        awaitEnd();
      }
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(status, trickling ? 0 : body.length);
      if (trickling) {
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        awaitEnd();
      }
      exchange.getResponseBody().write(body);
    }
  }

  private void awaitEnd() throws IOException {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new IOException("the test is over");
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
