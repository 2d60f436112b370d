package gaia.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A client of one address; {@code as} and {@code with} give clients that say more. */
public final class Http {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();

  private final String base;
  private final Map<String, String> headers;
  private final Duration patience;

  public Http(String base) {
    this(base, Map.of(), Duration.ofSeconds(30));
  }

  private Http(String base, Map<String, String> headers, Duration patience) {
    this.base = base;
    this.headers = headers;
    this.patience = patience;
  }

  /** The same client with a bearer token. */
  public Http as(String token) {
    return with("Authorization", "Bearer " + token);
  }

  public Http with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Http(base, more, patience);
  }

  /** The same client, which fails when an answer takes longer. */
  public Http within(Duration limit) {
    return new Http(base, headers, limit);
  }

  public Answer get(String path) {
    return send("GET", path, BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return send("DELETE", path, BodyPublishers.noBody());
  }

  /** Posts nothing. */
  public Answer post(String path) {
    return send("POST", path, BodyPublishers.noBody());
  }

  public Answer post(String path, String json) {
    return send("POST", path, json.getBytes(UTF_8));
  }

  public Answer patch(String path, String json) {
    return send("PATCH", path, json.getBytes(UTF_8));
  }

  /** Sends bytes as they are, as JSON unless a header says otherwise. */
  public Answer send(String method, String path, byte[] body) {
    Http typed =
        headers.containsKey("Content-Type") ? this : with("Content-Type", "application/json");
    return typed.send(method, path, BodyPublishers.ofByteArray(body));
  }

  public Answer send(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).timeout(patience).method(method, body);
    headers.forEach(request::setHeader);
    try {
      HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(
          response.statusCode(), response.headers().map(), new String(response.body(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted during " + method + " " + path, e);
    }
  }
}
