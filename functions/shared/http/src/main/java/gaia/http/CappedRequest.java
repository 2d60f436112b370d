package gaia.http;

import com.google.cloud.functions.HttpRequest;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request whose body ends in a refusal where it grows past the cap, whatever its headers said.
 */
final class CappedRequest implements HttpRequest {
  static final int CAP = 64 * 1024;

  private final HttpRequest request;

  CappedRequest(HttpRequest request) {
    this.request = request;
    if (request.getContentLength() > CAP) {
      throw tooLarge();
    }
  }

  private static Refusal tooLarge() {
    return new Refusal(ProblemType.BODY_TOO_LARGE, "a body may hold 65536 bytes at most");
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return new Capped(request.getInputStream());
  }

  @Override
  public BufferedReader getReader() throws IOException {
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

  private static final class Capped extends FilterInputStream {
    private int left = CAP;

    Capped(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = super.read(bytes, offset, length);
      if (count > left) {
        throw tooLarge();
      }
      left -= Math.max(count, 0);
      return count;
    }
  }
}
