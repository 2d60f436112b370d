package gaia.http;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import io.micronaut.servlet.http.ServletHttpRequest;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

@Singleton
final class JsonBodyBinder implements AnnotatedRequestArgumentBinder<JsonBody, Object> {
  private final StrictDecoder decoder;

  JsonBodyBinder(StrictDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public Class<JsonBody> getAnnotationType() {
    return JsonBody.class;
  }

  @Override
  public BindingResult<Object> bind(
      ArgumentConversionContext<Object> context, HttpRequest<?> request) {
    MediaType type = request.getContentType().orElse(null);
    if (type == null || !type.getName().equalsIgnoreCase(MediaType.APPLICATION_JSON)) {
      throw new Refusal(
          ProblemType.UNSUPPORTED_MEDIA_TYPE, "send the body with Content-Type: application/json");
    }
    Object body = decoder.body(context.getArgument().getType(), JsonReader.object(bytes(request)));
    return () -> Optional.of(body);
  }

  /** From the native request: it is the one whose stream {@link Function} has capped. */
  private static byte[] bytes(HttpRequest<?> request) {
    var google =
        (com.google.cloud.functions.HttpRequest)
            ((ServletHttpRequest<?, ?>) request).getNativeRequest();
    try (InputStream in = google.getInputStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
