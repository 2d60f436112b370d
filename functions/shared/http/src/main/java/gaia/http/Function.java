package gaia.http;

import com.google.cloud.functions.HttpRequest;
import com.google.cloud.functions.HttpResponse;
import gaia.database.SqlTime;
import gaia.identity.Ids;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.gcp.function.http.HttpFunction;
import io.micronaut.http.MediaType;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * The one entry point of every function, named as the target of the Functions Framework: caps the
 * body, refuses an address that can't be read, answers other origins, turns any throwable into a
 * problem and writes the request's line.
 */
public final class Function extends HttpFunction {
  private static final Logger LOG = Logger.getLogger(Function.class.getName());
  // Nothing in it can be odd, and nearly every request is like it: a URI would cost more.
  private static final Pattern PLAIN =
      Pattern.compile("https?://[A-Za-z0-9.:\\[\\]-]++(?:/[A-Za-z0-9_~-]++)*+");
  private static final Pattern ODD_PATH = Pattern.compile("[;\\\\]|/(\\.|%2[eE]){1,2}(/|$)");

  private final Clock clock = applicationContext.getBean(Clock.class);
  private final JsonMapper json = applicationContext.getBean(JsonMapper.class);
  private final Audit audit = applicationContext.getBean(Audit.class);
  private final Ingress ingress =
      new Ingress(applicationContext.getProperty("ingress.key", String.class).orElse(""));
  private final Cors cors =
      Cors.of(applicationContext.getProperty("cors.origins", String.class).orElse(""));

  @Override
  protected ApplicationContextBuilder newApplicationContextBuilder() {
    JsonLines.install();
    return super.newApplicationContextBuilder().banner(false).propertySources(Defaults.source());
  }

  @Override
  public void service(HttpRequest request, HttpResponse response) {
    long started = System.nanoTime();
    Exchange exchange = new Exchange(Ids.v7(clock));
    SqlTime sql = new SqlTime();
    SeenResponse seen = new SeenResponse(response);
    ScopedValue.where(Exchange.CURRENT, exchange)
        .where(SqlTime.CURRENT, sql)
        .run(() -> answer(request, seen, exchange));
    RequestLine.write(
        exchange, route(request, exchange), seen.status(), sql, System.nanoTime() - started);
  }

  private void answer(HttpRequest request, SeenResponse response, Exchange exchange) {
    try {
      if (!ingress.admits(request)) {
        throw new Refusal(ProblemType.NOT_FOUND, "there is no such address");
      }
      if (!cors.answer(request, response)) {
        CappedRequest capped = new CappedRequest(request);
        requireReadable(capped);
        super.service(capped, response);
        if (response.status() == 403) {
          audit.refused(exchange, route(request, exchange));
        }
      }
    } catch (Throwable failure) {
      write(Failures.problem(failure), response);
    }
  }

  /**
   * Jetty would quietly cut {@code /a;b} to {@code /a} and resolve {@code ..}: not the resource
   * that was asked for.
   */
  private static void requireReadable(HttpRequest request) {
    if (PLAIN.matcher(request.getUri()).matches()) {
      return;
    }
    try {
      String path = new URI(request.getUri()).getRawPath();
      if (!ODD_PATH.matcher(path).find()) {
        return;
      }
    } catch (URISyntaxException e) {
      // the same refusal
    }
    throw Refusal.invalid("url", "must be a plain path and a percent-encoded query");
  }

  private static String route(HttpRequest request, Exchange exchange) {
    return request.getMethod() + " " + exchange.route();
  }

  private void write(Problem problem, SeenResponse response) {
    try {
      response.setStatusCode(problem.status());
      response.setContentType(MediaType.APPLICATION_JSON_PROBLEM);
      if (problem.status() == 413) {
        // The unread rest ends the connection; a client that is not told sends its next into it.
        response.appendHeader("Connection", "close");
      }
      response.getOutputStream().write(json.writeValueAsBytes(problem));
    } catch (IOException | IllegalStateException e) {
      // the client has left, or half of another answer is on its way: the log line tells the rest
      LOG.log(Level.FINE, "the problem was not sent", e);
    }
  }
}
