package gaia.http;

import gaia.identity.Caller;
import gaia.identity.TokenVerifier;
import gaia.identity.Unauthenticated;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** A controller method that takes a Caller is reached only by someone who is signed in. */
@Singleton
final class CallerBinder implements TypedRequestArgumentBinder<Caller> {
  private static final String SCHEME = "Bearer ";

  private final TokenVerifier verifier;

  CallerBinder(TokenVerifier verifier) {
    this.verifier = verifier;
  }

  @Override
  public Argument<Caller> argumentType() {
    return Argument.of(Caller.class);
  }

  @Override
  public BindingResult<Caller> bind(
      ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
    Caller caller =
        find(request)
            .orElseThrow(
                () ->
                    new Refusal(
                        ProblemType.UNAUTHENTICATED,
                        "this needs a signed-in caller: send the header Authorization: Bearer <token>"));
    StrayQuery.refuse(request);
    return () -> Optional.of(caller);
  }

  Optional<Caller> find(HttpRequest<?> request) {
    List<String> all = request.getHeaders().getAll("Authorization");
    if (all.isEmpty()) {
      return Optional.empty();
    }
    String authorization = all.getFirst();
    if (all.size() > 1 || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new Refusal(
          ProblemType.UNAUTHENTICATED, "the Authorization header must be Bearer <token>, once");
    }
    try {
      Caller caller = verifier.verify(authorization.substring(SCHEME.length()).strip());
      Exchange.current().caller(caller.userId());
      return Optional.of(caller);
    } catch (Unauthenticated e) {
      throw new Refusal(ProblemType.UNAUTHENTICATED, String.valueOf(e.getMessage()));
    }
  }
}
