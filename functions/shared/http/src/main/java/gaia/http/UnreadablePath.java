package gaia.http;

import io.micronaut.context.annotation.Replaces;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ConversionErrorHandler;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.util.Locale;

/**
 * Bodies and queries are read strictly by our own; what is left to the framework is an id in a
 * path.
 */
@Singleton
@Replaces(ConversionErrorHandler.class)
final class UnreadablePath
    implements ExceptionHandler<ConversionErrorException, MutableHttpResponse<Problem>> {
  @Override
  @SuppressWarnings("rawtypes") // the interface says so
  public MutableHttpResponse<Problem> handle(HttpRequest request, ConversionErrorException e) {
    String name = NameUtils.underscoreSeparate(e.getArgument().getName()).toLowerCase(Locale.ROOT);
    String type = e.getArgument().getType().getSimpleName();
    return ProblemType.answer(Refusal.invalid(name, "must be a " + type).problem());
  }
}
