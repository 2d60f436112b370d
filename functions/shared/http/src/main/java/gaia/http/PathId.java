package gaia.http;

import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;

/** An id in a path has one form, as in a body; the framework's own reading takes "1-1-1-1-1". */
@Singleton
final class PathId implements TypeConverter<CharSequence, UUID> {
  @Override
  public Optional<UUID> convert(CharSequence text, Class<UUID> type, ConversionContext context) {
    try {
      return Optional.of(StrictDecoder.uuid(text.toString()));
    } catch (IllegalArgumentException e) {
      context.reject(text, e);
      return Optional.empty();
    }
  }
}
