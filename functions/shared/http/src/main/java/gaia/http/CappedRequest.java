package gaia.http;

import com.google.cloud.functions.HttpRequest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request whose body has been read to its end, or refused where it grows past the cap, whatever
 * its headers said. What a refusal left unread would end the connection under the next request.
 */
final class CappedRequest implements HttpRequest {
  static final int CAP = 64 * 1024;

  private final HttpRequest request;
  private final byte[] body;

  CappedRequest(HttpRequest request) {
    this.request = request;
    if (request.getContentLength() > CAP) {
      throw tooLarge();
    }
    body = body(request);
    if (body.length > CAP) {
      throw tooLarge();
    }
  }

  /** Jetty throws exceptions of its own for broken chunks. */
  private static byte[] body(HttpRequest request) {
    try (InputStream in = request.getInputStream()) {
      return in.readNBytes(CAP + 1);
    } catch (IOException | RuntimeException e) {
      throw Refusal.invalid("body", "must come whole, framed as HTTP says");
    }
  }

  private static Refusal tooLarge() {
    return new Refusal(ProblemType.BODY_TOO_LARGE, "a body may hold 65536 bytes at most");
  }

  @Override
  public InputStream getInputStream() {
    return new ByteArrayInputStream(body);
  }

  @Override
  public BufferedReader getReader() {
    return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
  }

  @Override
  public String getMethod() {
    return request.getMethod();
  }

  @Override
  public String getUri() {
    return request.getUri();
  }

  @Override
  public String getPath() {
    return request.getPath();
  }

  @Override
  public Optional<String> getQuery() {
    return request.getQuery();
  }

  /** Decoded only here, and by Jetty, which throws an exception of its own for what is no UTF-8. */
  @Override
  public Map<String, List<String>> getQueryParameters() {
    try {
      return request.getQueryParameters();
    } catch (RuntimeException e) {
      throw Refusal.invalid("query", "must be percent-encoded UTF-8");
    }
  }

  @Override
  public Map<String, HttpPart> getParts() {
    return Map.of();
  }

  @Override
  public Optional<String> getContentType() {
    return request.getContentType();
  }

  @Override
  public long getContentLength() {
    return request.getContentLength();
  }

  @Override
  public Optional<String> getCharacterEncoding() {
    return request.getCharacterEncoding();
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    return request.getHeaders();
  }
}
