package gaia.http;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

@Singleton
final class IdempotencyKeyBinder implements TypedRequestArgumentBinder<IdempotencyKey> {
  @Override
  public Argument<IdempotencyKey> argumentType() {
    return Argument.of(IdempotencyKey.class);
  }

  @Override
  public BindingResult<IdempotencyKey> bind(
      ArgumentConversionContext<IdempotencyKey> context, HttpRequest<?> request) {
    List<String> keys = request.getHeaders().getAll(IdempotencyKey.HEADER);
    if (keys.size() > 1) {
      throw Refusal.invalid(IdempotencyKey.HEADER, "must be given once");
    }
    IdempotencyKey key = new IdempotencyKey(keys.isEmpty() ? null : keys.getFirst());
    return () -> Optional.of(key);
  }
}
