package gaia.http;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** What a function says of itself, to anybody. */
@Controller("/v1/${micronaut.application.name}")
final class MetaController {
  /** The OpenAPI document, as the function's jar holds it. */
  @Get("/_openapi")
  @Produces("application/yaml")
  HttpResponse<byte[]> openapi() {
    try (InputStream document = MetaController.class.getResourceAsStream("/openapi.yaml")) {
      return HttpResponse.ok(document.readAllBytes()).header("Cache-Control", "max-age=300");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That this process serves; it does not wake the database. */
  @Get("/_health")
  Map<String, String> health() {
    return Map.of("status", "up");
  }
}
