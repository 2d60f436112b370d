package gaia.local.stack;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.client.ConnectionPool;
import org.eclipse.jetty.client.Destination;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** The one address: {@code /v1/<word>} belongs to the function of that word, untouched. */
final class Router extends ProxyHandler.Reverse {
  private static final Pattern FUNCTION = Pattern.compile("^/v1/([a-z][a-z0-9-]*)(?=[/;]|$)");
  // Anything else would be changed on its way and might name something else at its end.
  private static final Pattern UNSENDABLE = Pattern.compile("[^!-~]|%(?![0-9A-Fa-f]{2})");
  private static final String PORT = "gaia.port";
  private static final String CREDENTIALS = "gaia.credentials";
  private static final String BEARER = "gaia.bearer";
  private static final String INGRESS = "Ingress-Key";

  private static final int MOST_AT_ONCE = 256;
  private static final Duration LONGEST_SILENCE = Duration.ofHours(1);

  private final Services services;
  private final IamCheck iam;
  private final LocalPages pages;
  private final String ingressKey;
  private final Consumer<String> say;

  Router(
      Services services, IamCheck iam, LocalPages pages, String ingressKey, Consumer<String> say) {
    super(Router::target);
    this.services = services;
    this.iam = iam;
    this.pages = pages;
    this.ingressKey = ingressKey;
    this.say = say;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    HttpURI address = request.getHttpURI();
    String target = address.getPathQuery();
    boolean sendable = target != null && !UNSENDABLE.matcher(target).find();
    if (!sendable || address.getFragment() != null) {
      return Answers.unreadable(response, callback);
    }
    String path = address.getPath();
    if (path.startsWith("/local/")) {
      return pages.handle(path, request, response, callback);
    }
    Matcher function = FUNCTION.matcher(path);
    Service service = function.find() ? services.get(function.group(1)) : null;
    return service == null
        ? Answers.notFound(response, callback)
        : visit(service, request, response, callback);
  }

  private boolean visit(Service service, Request request, Response response, Callback callback) {
    String credentials =
        request.getHeaders().contains(IamCheck.CHECKED_FIRST)
            ? IamCheck.CHECKED_FIRST
            : HttpHeader.AUTHORIZATION.asString();
    String authorization = request.getHeaders().get(credentials);
    if (iam.refuses(service.word, authorization)) {
      Answers.forbidden(response, callback);
      return tell(request, 403, null);
    }
    Service.Visit visit;
    try {
      visit = service.enter();
    } catch (CannotWake e) {
      say.accept(service.word + " did not start: " + e.getMessage());
      Answers.unavailable(
          response,
          callback,
          "the function %s did not start: %s".formatted(service.word, e.getMessage()));
      return tell(request, 503, null);
    }
    request.setAttribute(PORT, visit.port());
    request.setAttribute(CREDENTIALS, credentials);
    request.setAttribute(BEARER, iam.forwarded(service.word, authorization));
    Request.addCompletionListener(
        request,
        failure -> {
          service.leave();
          tell(request, response.getStatus(), woke(service, visit));
        });
    return super.handle(request, response, callback);
  }

  private static @Nullable String woke(Service service, Service.Visit visit) {
    return visit.woke() == null
        ? null
        : "%s awake in %d ms; ".formatted(service.word, visit.woke().toMillis());
  }

  private boolean tell(Request request, int status, @Nullable String woke) {
    String path = request.getHttpURI().getPath().replaceAll("[^!-~]", "?");
    say.accept((woke == null ? "" : woke) + request.getMethod() + " " + path + " " + status);
    return true;
  }

  private static HttpURI target(Request request) {
    return HttpURI.from("http", "127.0.0.1", (int) request.getAttribute(PORT), "/");
  }

  /** The path and the query go on as they came, also those that java.net.URI would refuse. */
  @Override
  protected org.eclipse.jetty.client.Request newProxyToServerRequest(
      Request request, HttpURI target) {
    return getHttpClient()
        .newRequest(target.getHost(), target.getPort())
        .path(request.getHttpURI().getPathQuery())
        .method(request.getMethod());
  }

  @Override
  protected void copyRequestHeaders(Request request, org.eclipse.jetty.client.Request onward) {
    super.copyRequestHeaders(request, onward);
    onward.headers(headers -> headers.put(INGRESS, ingressKey));
    if (request.getAttribute(BEARER) instanceof String bearer) {
      String credentials = String.valueOf(request.getAttribute(CREDENTIALS));
      onward.headers(headers -> headers.put(credentials, bearer));
    }
  }

  @Override
  protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request onward) {
    // Untouched means that a function sees what the client sent.
  }

  @Override
  protected void configureHttpClient(HttpClient client) {
    super.configureHttpClient(client);
    client.setUserAgentField(null);
    client.setDefaultRequestContentType(null);
    client.setRequestBufferSize(64 * 1024);
    client.getHttpClientTransport().setConnectionPoolFactory(Router::aConnectionEach);
    // A night's cleanup is silent for minutes; each function ends its requests itself.
    client.setIdleTimeout(LONGEST_SILENCE.toMillis());
  }

  // A function's server may close a connection after its answer without saying so (it does after a
  // 414): the request that came next would find it dead, and not each may be sent twice.
  private static ConnectionPool aConnectionEach(Destination destination) {
    DuplexConnectionPool pool = new DuplexConnectionPool(destination, MOST_AT_ONCE);
    pool.setMaxUsage(1);
    return pool;
  }

  @Override
  protected void onServerToProxyResponseFailure(
      Request request,
      org.eclipse.jetty.client.Request onward,
      org.eclipse.jetty.client.Response answer,
      Response response,
      Callback callback,
      Throwable failure) {
    if (response.isCommitted()) {
      callback.failed(failure);
    } else if (failure instanceof HttpException badRequest) {
      Response.writeError(request, response, callback, badRequest.getCode());
    } else {
      response.reset();
      Answers.unavailable(
          response, callback, "the function behind this route broke off the request");
    }
  }
}
