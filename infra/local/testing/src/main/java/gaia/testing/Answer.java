package gaia.testing;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came back.
 *
 * @param headers by name, in lower case when {@link Http} asked
 */
public record Answer(int status, Map<String, List<String>> headers, String body) {
  private static final JsonMapper MAPPER = JsonMapper.createDefault();

  /** The first value of a header. */
  public Optional<String> header(String name) {
    return headers.entrySet().stream()
        .filter(header -> header.getKey().equalsIgnoreCase(name))
        .map(header -> header.getValue().getFirst())
        .findFirst();
  }

  public JsonNode json() {
    try {
      JsonNode json = MAPPER.readValue(body, JsonNode.class);
      return json == null ? JsonNode.nullNode() : json;
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + this, e);
    }
  }

  /** A node by its way from the top, such as {@code "items/0/name"}. */
  public JsonNode at(String way) {
    JsonNode at = json();
    for (String step : way.split("/", -1)) {
      @Nullable JsonNode next = at.isArray() ? at.get(Integer.parseInt(step)) : at.get(step);
      if (next == null) {
        throw new AssertionError("nothing at '%s' of '%s' in %s".formatted(step, way, this));
      }
      at = next;
    }
    return at;
  }

  public boolean has(String field) {
    return json().get(field) != null;
  }

  public boolean isNull(String way) {
    return at(way).isNull();
  }

  public String text(String way) {
    return at(way).getStringValue();
  }

  public int number(String way) {
    return at(way).getIntValue();
  }

  /** How many elements a list has. */
  public int size(String way) {
    return at(way).size();
  }
}
