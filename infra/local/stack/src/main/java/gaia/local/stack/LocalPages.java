package gaia.local.stack;

import gaia.local.issuer.Issuer;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What one machine has and the cloud never: tokens for any name, keys, documents. */
final class LocalPages {
  private static final Pattern TOKEN = Pattern.compile("/local/token/([A-Za-z0-9._@+-]{1,100})");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final Issuer issuer;
  private final Docs docs;

  LocalPages(Issuer issuer, Docs docs) {
    this.issuer = issuer;
    this.docs = docs;
  }

  boolean handle(String path, Request request, Response response, Callback callback) {
    // A page elsewhere whose name was pointed at this machine must not get tokens.
    if (!LOOPBACK.contains(Request.getServerName(request))) {
      return Answers.notFound(response, callback);
    }
    Matcher token = TOKEN.matcher(path);
    if (token.matches()) {
      return Answers.text(response, callback, "text/plain", issuer.mint(token.group(1)));
    }
    return switch (path) {
      case "/local/jwks" -> json(response, callback, issuer.jwks());
      case "/local/.well-known/openid-configuration" ->
          json(response, callback, issuer.discovery(issuer.url() + "/jwks"));
      default -> docs.handle(path, response, callback);
    };
  }

  private static boolean json(Response response, Callback callback, String body) {
    return Answers.text(response, callback, "application/json", body);
  }
}
