package gaia.http;

import com.google.cloud.functions.HttpResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Remembers the status for the log; the framework's response only takes it. */
final class SeenResponse implements HttpResponse {
  private final HttpResponse response;
  private int status = 200;

  SeenResponse(HttpResponse response) {
    this.response = response;
  }

  int status() {
    return status;
  }

  @Override
  public void setStatusCode(int code) {
    status = code;
    response.setStatusCode(code);
  }

  @Override
  public void setStatusCode(int code, String message) {
    setStatusCode(code);
  }

  @Override
  public void setContentType(String contentType) {
    response.setContentType(contentType);
  }

  @Override
  public Optional<String> getContentType() {
    return response.getContentType();
  }

  @Override
  public void appendHeader(String header, String value) {
    response.appendHeader(header, value);
  }

  @Override
  public Map<String, List<String>> getHeaders() {
    return response.getHeaders();
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return response.getOutputStream();
  }

  @Override
  public BufferedWriter getWriter() throws IOException {
    return response.getWriter();
  }
}
