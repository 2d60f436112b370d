package gaia.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * One method of one path of an {@link OpenApi}.
 *
 * @param parameters of the path
 * @param node all that the document says of it
 */
public record Operation(String method, String path, List<JsonNode> parameters, JsonNode node) {
  public String route() {
    return method + " " + path;
  }

  public String id() {
    return node.path("operationId").asText();
  }

  /** The path with its parameters' examples in. */
  public String example() {
    String filled = path;
    for (JsonNode parameter : parameters) {
      filled =
          filled.replace(
              "{" + parameter.get("name").textValue() + "}", parameter.get("example").textValue());
    }
    return filled;
  }

  /** The example bodies, as JSON texts. */
  public List<String> bodies() {
    List<String> bodies = new ArrayList<>();
    node.at("/requestBody/content/application~1json/examples")
        .forEach(example -> bodies.add(example.get("value").toString()));
    return bodies;
  }

  /** Whom of the demo people the example is for. */
  public String caller() {
    return node.path("x-example-caller").asText("host");
  }

  /** The status that the example is answered with: the first. */
  public int success() {
    return Integer.parseInt(node.get("responses").fieldNames().next());
  }

  @Override
  public String toString() {
    return route();
  }
}
