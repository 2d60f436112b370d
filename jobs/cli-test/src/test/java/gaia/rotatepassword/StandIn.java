package gaia.rotatepassword;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Secret Manager's API of one secret, on this machine; it can be told to misbehave. */
final class StandIn implements AutoCloseable {
  static final String SECRET = "projects/p/secrets/gaia-store-login";

  /** A call as its path ends: what is asked of which part. */
  enum Call {
    ACCESS,
    GET,
    ADD,
    LIST,
    DISABLE
  }

  /** Holds a call up, before or after it has done its work. */
  static final class Hold {
    private final Call call;
    private final boolean done;
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private final CompletableFuture<Boolean> on = new CompletableFuture<>();
    private final CompletableFuture<Void> worked = new CompletableFuture<>();

    private Hold(Call call, boolean done) {
      this.call = call;
      this.done = done;
    }

    void await() {
      reached.orTimeout(60, TimeUnit.SECONDS).join();
    }

    /** Returns once the work is done. */
    void goOn() {
      on.complete(true);
      if (!done) {
        worked.orTimeout(60, TimeUnit.SECONDS).join();
      }
    }

    /** The call is as if it had never come. */
    void forget() {
      on.complete(false);
    }
  }

  private record Version(String url, Instant at, boolean enabled) {}

  private final JsonMapper json = JsonMapper.createDefault();
  private final HttpServer server;
  private final TreeMap<Integer, Version> versions = new TreeMap<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final List<Call> calls = new ArrayList<>();
  private volatile int failure = 503;
  private volatile @Nullable Hold hold;
  private volatile @Nullable Hold going;
  private volatile boolean drops;

  StandIn() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
    server.createContext("/", this::answer);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** What a client reads. */
  synchronized @Nullable String latest() {
    return versions.isEmpty() ? null : versions.lastEntry().getValue().url();
  }

  synchronized int size() {
    return versions.size();
  }

  synchronized List<Integer> enabled() {
    return versions.entrySet().stream()
        .filter(each -> each.getValue().enabled())
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized List<Call> calls() {
    return List.copyOf(calls);
  }

  synchronized void put(String url, Instant at) {
    versions.put(versions.size() + 1, new Version(url, at, true));
  }

  /** As if all of it had been made an hour ago. */
  synchronized void age() {
    Instant before = Instant.now().minusSeconds(3600);
    versions.replaceAll((n, version) -> new Version(version.url(), before, version.enabled()));
  }

  /** The next calls end so. */
  void fail(int times, int status) {
    failure = status;
    failures.set(times);
  }

  /** The next version is added, and its answer never comes. */
  void dropAnswer() {
    drops = true;
  }

  Hold hold(Call call, boolean done) {
    Hold next = new Hold(call, done);
    hold = next;
    return next;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = body(exchange);
      Call call = call(exchange);
      synchronized (this) {
        calls.add(call);
      }
      if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
        send(exchange, failure, "{\"error\":{\"code\":" + failure + ",\"message\":\"not now\"}}");
        return;
      }
      if (!mayGoOn(call, false)) {
        return;
      }
      String answer = work(call, exchange.getRequestURI().getPath(), body);
      Hold held = going;
      if (held != null && held.call == call) {
        held.worked.complete(null);
      }
      if (!mayGoOn(call, true)) {
        return;
      }
      if (call == Call.ADD && drops) {
        drops = false;
        return;
      }
      send(exchange, answer.isEmpty() ? 404 : 200, answer.isEmpty() ? NOTHING : answer);
    }
  }

  private static byte[] body(HttpExchange exchange) throws IOException {
    InputStream sent = exchange.getRequestBody();
    boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    return (zipped ? new GZIPInputStream(sent) : sent).readAllBytes();
  }

  private static final String NOTHING = "{\"error\":{\"code\":404,\"message\":\"no versions\"}}";

  private static Call call(HttpExchange exchange) {
    String path = exchange.getRequestURI().getPath();
    if (path.endsWith(":access")) {
      return Call.ACCESS;
    }
    if (path.endsWith(":addVersion")) {
      return Call.ADD;
    }
    if (path.endsWith(":disable")) {
      return Call.DISABLE;
    }
    return path.endsWith("/versions") ? Call.LIST : Call.GET;
  }

  private boolean mayGoOn(Call call, boolean done) {
    Hold now = hold;
    if (now == null || now.call != call || now.done != done) {
      return true;
    }
    hold = null;
    going = now;
    now.reached.complete(null);
    return now.on.join();
  }

  private synchronized String work(Call call, String path, byte[] body) throws IOException {
    return switch (call) {
      case ACCESS ->
          versions.isEmpty()
              ? ""
              : text(
                  Map.of(
                      "name", name(versions.lastKey()),
                      "payload",
                          Map.of(
                              "data",
                              Base64.getEncoder()
                                  .encodeToString(
                                      versions.lastEntry().getValue().url().getBytes(UTF_8)))));
      case ADD -> {
        versions.put(versions.size() + 1, new Version(sent(body), Instant.now(), true));
        yield shown(versions.lastKey());
      }
      case GET -> shown(number(path));
      case LIST ->
          "{\"versions\":["
              + String.join(",", enabled().reversed().stream().map(this::shown).toList())
              + "]}";
      case DISABLE -> {
        int number = number(path.substring(0, path.lastIndexOf(':')));
        Version old = Objects.requireNonNull(versions.get(number));
        versions.put(number, new Version(old.url(), old.at(), false));
        yield shown(number);
      }
    };
  }

  private String sent(byte[] body) throws IOException {
    Map<String, Map<String, Object>> request =
        Objects.requireNonNull(
            json.readValue(
                body,
                Argument.mapOf(
                    Argument.of(String.class), Argument.mapOf(String.class, Object.class))));
    Object data = Objects.requireNonNull(request.get("payload")).get("data");
    return new String(Base64.getDecoder().decode(String.valueOf(data)), UTF_8);
  }

  private String shown(int number) {
    Version version = Objects.requireNonNull(versions.get(number));
    return text(
        Map.of(
            "name",
            name(number),
            "createTime",
            version.at().toString(),
            "state",
            version.enabled() ? "ENABLED" : "DISABLED",
            "etag",
            "\"" + number + "\""));
  }

  private String text(Object object) {
    try {
      return json.writeValueAsString(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(int number) {
    return SECRET + "/versions/" + number;
  }

  private static int number(String path) {
    return Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    Hold now = hold;
    if (now != null) {
      now.forget();
    }
    server.stop(0);
  }
}
