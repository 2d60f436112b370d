package gaia.http;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

@Singleton
final class VisitorBinder implements TypedRequestArgumentBinder<Visitor> {
  private final CallerBinder callers;

  VisitorBinder(CallerBinder callers) {
    this.callers = callers;
  }

  @Override
  public Argument<Visitor> argumentType() {
    return Argument.of(Visitor.class);
  }

  @Override
  public BindingResult<Visitor> bind(
      ArgumentConversionContext<Visitor> context, HttpRequest<?> request) {
    Visitor visitor = new Visitor(callers.find(request).orElse(null));
    StrayQuery.refuse(request);
    return () -> Optional.of(visitor);
  }
}
