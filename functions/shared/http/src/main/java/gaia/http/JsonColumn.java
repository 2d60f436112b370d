package gaia.http;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A jsonb column's text on its way into an answer. */
@Singleton
public class JsonColumn {
  private final JsonMapper json;

  JsonColumn(JsonMapper json) {
    this.json = json;
  }

  public JsonNode read(String column) {
    try {
      return Objects.requireNonNull(json.readValue(column, JsonNode.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
