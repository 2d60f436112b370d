package gaia.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** One request, as a stand-in for a service sees it. */
@SuppressWarnings("ArrayRecordComponent")
public record Asked(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {
  public static Asked of(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    return new Asked(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getRawPath(),
        query(exchange.getRequestURI().getRawQuery()),
        headers,
        "gzip".equals(headers.get("content-encoding"))
            ? new GZIPInputStream(exchange.getRequestBody()).readAllBytes()
            : exchange.getRequestBody().readAllBytes());
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String each : raw == null ? new String[0] : raw.split("&")) {
      String[] pair = each.split("=", 2);
      query.put(decoded(pair[0]), decoded(pair.length > 1 ? pair[1] : ""));
    }
    return query;
  }

  static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
  }

  /** Of an object's bytes, in an upload that may be resumed. */
  public boolean isPiece() {
    return method.equals("PUT") && path.startsWith("/upload/") && body.length > 0;
  }

  public boolean isDownload() {
    return method.equals("GET") && "media".equals(query.get("alt"));
  }

  /** Of one object, by the end of its name. */
  public boolean isOf(String ending) {
    return decoded(path).endsWith(ending) || query.getOrDefault("name", "").endsWith(ending);
  }

  Asked half() {
    return new Asked(method, path, query, headers, Arrays.copyOf(body, body.length / 2));
  }

  @Override
  public String toString() {
    return method + " " + path + " " + query;
  }
}
