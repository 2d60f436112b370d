package gaia.cleanup;

import gaia.http.Exchange;
import gaia.http.ProblemType;
import gaia.http.Refusal;
import gaia.identity.Ids;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** A controller method that takes an Invoker is reached only by someone whom the check let in. */
@Singleton
final class InvokerBinder implements TypedRequestArgumentBinder<Invoker> {
  // Where both are sent the platform checks this one alone, and passes the other on as it came.
  private static final String CHECKED_FIRST = "X-Serverless-Authorization";
  private static final String SCHEME = "Bearer ";

  private final CheckedToken tokens;

  InvokerBinder(CheckedToken tokens) {
    this.tokens = tokens;
  }

  @Override
  public Argument<Invoker> argumentType() {
    return Argument.of(Invoker.class);
  }

  @Override
  public BindingResult<Invoker> bind(
      ArgumentConversionContext<Invoker> context, HttpRequest<?> request) {
    CheckedToken.Claims claims = tokens.read(bearer(request));
    Exchange.current().caller(Ids.v5(claims.issuer(), claims.subject()));
    return () -> Optional.of(new Invoker(CleanupSettings.folded(claims.email())));
  }

  private static String bearer(HttpRequest<?> request) {
    List<String> checked = request.getHeaders().getAll(CHECKED_FIRST);
    List<String> sent = checked.isEmpty() ? request.getHeaders().getAll("Authorization") : checked;
    if (sent.size() != 1 || !sent.getFirst().regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new Refusal(
          ProblemType.UNAUTHENTICATED,
          "this is called with the header Authorization: Bearer <identity token>, once");
    }
    return sent.getFirst().substring(SCHEME.length()).strip();
  }
}
