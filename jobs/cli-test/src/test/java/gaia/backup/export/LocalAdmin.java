package gaia.backup.export;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gaia.archive.Asked;
import gaia.archive.LocalBucket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Google's Cloud SQL Admin API of one machine, as far as exports use it. It exports to a bucket of
 * this machine what it is told, one at a time, and does wrong what a test wants.
 */
final class LocalAdmin implements AutoCloseable {
  private static final class Operation {
    final String name;
    final String body;
    final String uri;
    final String begun = Instant.now().toString();
    int asked;
    @Nullable String ended;

    Operation(String name, String body, String uri) {
      this.name = name;
      this.body = body;
      this.uri = uri;
    }
  }

  /** What becomes of an export. */
  enum End {
    WELL,
    NEVER,
    ERROR,
    TRUNCATED,
    MISSING,
    UNENDED
  }

  private final HttpServer server;
  private final LocalBucket bucket;
  private final List<Operation> operations = new ArrayList<>();
  private final AtomicInteger busy = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger mute = new AtomicInteger();
  private volatile End end = End.WELL;
  private volatile int refusal;

  LocalAdmin(LocalBucket bucket) throws IOException {
    this.bucket = bucket;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /** What CLOUDSDK_API_ENDPOINT_OVERRIDES_SQL wants. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  void ends(End end) {
    this.end = end;
  }

  /** Other operations are in the way of the next few. */
  void busy(int times) {
    busy.set(times);
  }

  void unavailable(int times) {
    unavailable.set(times);
  }

  /** Begins the next, and hangs up without a word. */
  void mute(int times) {
    mute.set(times);
  }

  void refuses(int status) {
    refusal = status;
  }

  synchronized List<String> begun() {
    return operations.stream().map(operation -> operation.body).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Asked asked = Asked.of(exchange);
    String path = asked.path();
    String body = new String(asked.body(), UTF_8);
    try (exchange) {
      if (unavailable.getAndDecrement() > 0) {
        say(exchange, 503, failure(503, "backendError"));
      } else if (path.equals("/sql/v1beta4/projects/p/instances/i/export")) {
        begin(exchange, body);
      } else if (path.equals("/sql/v1beta4/projects/p/operations")) {
        say(exchange, 200, all());
      } else if (path.startsWith("/sql/v1beta4/projects/p/operations/")) {
        say(exchange, 200, one(path.replaceFirst(".*/", "")));
      } else {
        say(exchange, 404, failure(404, "The Cloud SQL instance does not exist."));
      }
    }
  }

  private void begin(HttpExchange exchange, String body) throws IOException {
    if (refusal > 0) {
      say(
          exchange,
          refusal,
          failure(refusal, "The client is not authorized to make this request."));
      return;
    }
    if (busy.getAndDecrement() > 0 || isBusy()) {
      say(
          exchange,
          409,
          failure(409, "Operation failed because another operation was already in progress."));
      return;
    }
    Operation operation = begin(body);
    if (mute.getAndDecrement() <= 0) {
      say(exchange, 200, json(operation));
    }
  }

  private synchronized boolean isBusy() {
    return operations.stream().anyMatch(operation -> operation.ended == null);
  }

  private synchronized Operation begin(String body) {
    String uri = body.replaceFirst("(?s).*\"uri\":\"([^\"]*)\".*", "$1");
    Operation operation = new Operation("op-" + operations.size(), body, uri);
    operations.add(operation);
    return operation;
  }

  private synchronized String all() {
    return "{\"items\": ["
        + String.join(", ", operations.reversed().stream().map(this::json).toList())
        + "]}";
  }

  /** It ends when it has been asked for a second time. */
  private synchronized String one(String name) {
    Operation operation =
        operations.stream().filter(each -> each.name.equals(name)).findFirst().orElseThrow();
    if (operation.ended == null && ++operation.asked > 1 && end != End.NEVER) {
      operation.ended = Instant.now().toString();
      export(operation);
    }
    return json(operation);
  }

  private void export(Operation operation) {
    byte[] file = file(end == End.UNENDED ? "" : "-- PostgreSQL database dump complete\n");
    String name = operation.uri.replaceFirst("gs://[^/]+/", "");
    switch (end) {
      case WELL, UNENDED -> bucket.put(name, file, Instant.now().toString());
      case TRUNCATED ->
          bucket.put(name, Arrays.copyOf(file, file.length / 2), Instant.now().toString());
      default -> {}
    }
  }

  private static byte[] file(String last) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 10_000; i++) {
        gzip.write(("insert into t values (" + i + ");\n").getBytes(UTF_8));
      }
      gzip.write(last.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private String json(Operation operation) {
    String error =
        operation.ended != null && end == End.ERROR
            ? ", \"error\": {\"errors\": [{\"code\": \"ERROR_RDBMS\", \"message\": \"no permission to write to the bucket\"}]}"
            : "";
    return """
        {"kind": "sql#operation", "name": "%s", "operationType": "EXPORT", "status": "%s", "insertTime": "%s",
         "startTime": "%s", %s "exportContext": {"uri": "%s"}%s}
        """
        .formatted(
            operation.name,
            operation.ended == null ? "RUNNING" : "DONE",
            operation.begun,
            operation.begun,
            operation.ended == null ? "" : "\"endTime\": \"" + operation.ended + "\",",
            operation.uri,
            error);
  }

  private static String failure(int status, String message) {
    return "{\"error\": {\"code\": %d, \"message\": \"%s\"}}".formatted(status, message);
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json; charset=UTF-8");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
