package gaia.local.stack;

import java.util.UUID;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What the router says itself, when no function does. */
final class Answers {
  private Answers() {}

  static boolean text(Response response, Callback callback, String type, String body) {
    return write(response, callback, 200, type, body);
  }

  static boolean notFound(Response response, Callback callback) {
    return problem(
        response, callback, 404, "not-found", "Not found", "there is nothing here", "none");
  }

  /** In the words of the functions, which would say the same. */
  static boolean unreadable(Response response, Callback callback) {
    String rule = "must be a plain path and a percent-encoded query";
    String body =
        """
        {"type":"urn:gaia:problem:invalid-request","title":"The request is not valid",\
        "status":400,"detail":"url %1$s","instance":"urn:gaia:request:%2$s",\
        "next_step":"fix_request","errors":[{"field":"url","message":"%1$s"}]}"""
            .formatted(rule, UUID.randomUUID());
    return write(response, callback, 400, "application/problem+json", body);
  }

  static boolean unavailable(Response response, Callback callback, String detail) {
    response.getHeaders().put(HttpHeader.RETRY_AFTER, 5);
    return problem(
        response, callback, 503, "function-unavailable", "Function unavailable", detail, "retry");
  }

  /** As Cloud Run refuses a caller before the function sees the request. */
  static boolean forbidden(Response response, Callback callback) {
    return write(
        response,
        callback,
        403,
        "text/html; charset=utf-8",
        "<html><head><title>403 Forbidden</title></head><body><h1>Error: Forbidden</h1>"
            + "<h2>Your client does not have permission to get this URL from this server.</h2>"
            + "</body></html>\n");
  }

  private static boolean problem(
      Response response,
      Callback callback,
      int status,
      String type,
      String title,
      String detail,
      String nextStep) {
    String body =
        """
        {"type":"urn:gaia:problem:%s","title":"%s","status":%d,"detail":"%s",\
        "instance":"urn:gaia:request:%s","next_step":"%s"}"""
            .formatted(type, title, status, escaped(detail), UUID.randomUUID(), nextStep);
    return write(response, callback, status, "application/problem+json", body);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ");
  }

  private static boolean write(
      Response response, Callback callback, int status, String type, String body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true, body, callback);
    return true;
  }
}
