package gaia.http;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
final class QueryBinder implements AnnotatedRequestArgumentBinder<Query, Object> {
  private final StrictDecoder decoder;

  QueryBinder(StrictDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public Class<Query> getAnnotationType() {
    return Query.class;
  }

  @Override
  public BindingResult<Object> bind(
      ArgumentConversionContext<Object> context, HttpRequest<?> request) {
    Object query = decoder.query(context.getArgument().getType(), request.getParameters().asMap());
    return () -> Optional.of(query);
  }
}
