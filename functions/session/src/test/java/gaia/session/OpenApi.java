package gaia.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gaia.testing.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The document that the function publishes, as something to hold its answers against. */
final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete");
  private static final JsonNode DOCUMENT = read();
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private OpenApi() {}

  /** One method of one path. */
  record Operation(String method, String path, JsonNode node, JsonNode pathNode) {
    /** The path with its parameters' examples in. */
    String example() {
      String filled = path;
      for (JsonNode one : pathNode.path("parameters")) {
        JsonNode parameter = resolved(one);
        filled =
            filled.replace(
                "{" + parameter.get("name").textValue() + "}",
                parameter.get("example").textValue());
      }
      return filled;
    }

    List<String> bodies() {
      List<String> bodies = new ArrayList<>();
      node.at("/requestBody/content/application~1json/examples")
          .forEach(example -> bodies.add(example.get("value").toString()));
      return bodies;
    }

    String caller() {
      return node.path("x-example-caller").asText("host");
    }

    /** The status that the example is answered with: the first. */
    int success() {
      return Integer.parseInt(node.get("responses").fieldNames().next());
    }
  }

  static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : DOCUMENT.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> field : path.getValue().properties()) {
        if (METHODS.contains(field.getKey())) {
          operations.add(
              new Operation(
                  field.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  field.getValue(),
                  path.getValue()));
        }
      }
    }
    return operations;
  }

  static Operation operation(String id) {
    return operations().stream()
        .filter(operation -> operation.node().path("operationId").asText().equals(id))
        .findFirst()
        .orElseThrow();
  }

  /** Every problem's word that some operation documents. */
  static Set<String> problems() {
    Set<String> words = new TreeSet<>();
    for (Operation operation : operations()) {
      for (JsonNode response : operation.node().get("responses")) {
        JsonNode type =
            resolved(response).at(schema("application/problem+json") + "/properties/type");
        type.path("enum").forEach(one -> words.add(word(one.textValue())));
        if (type.has("const")) {
          words.add(word(type.get("const").textValue()));
        }
      }
    }
    return words;
  }

  static String word(String type) {
    return type.replace("urn:gaia:problem:", "");
  }

  /** The answer is one that the operation documents: status, headers, media type and body. */
  static void assertDocumented(Operation operation, Answer answer) {
    String status = Integer.toString(answer.status());
    JsonNode named = operation.node().get("responses").get(status);
    assertThat(named).describedAs("%s of %s", answer, operation.path()).isNotNull();
    JsonNode response = resolved(named);
    for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
      assertThat(answer.header(header.getKey())).describedAs(header.getKey()).isPresent();
    }
    if (!response.has("content")) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    String media = response.get("content").fieldNames().next();
    assertThat(answer.header("Content-Type")).contains(media);
    if (media.endsWith("json")) {
      String at = named.has("$ref") ? named.get("$ref").textValue() : pointer(operation, status);
      assertValid(at + schema(media), answer.body());
    }
  }

  static void assertRequest(Operation operation, String body) {
    assertValid(pointer(operation) + "/requestBody" + schema("application/json"), body);
  }

  /** Holds a JSON text against the schema at a place of the document. */
  static void assertValid(String pointer, String json) {
    var schema = SCHEMAS.getSchema(SchemaLocation.of("classpath:openapi.yaml" + pointer));
    assertThat(
            schema.validate(
                json,
                InputFormat.JSON,
                run -> run.executionConfig(config -> config.formatAssertionsEnabled(true))))
        .describedAs("%s against %s", json, pointer)
        .isEmpty();
  }

  private static String pointer(Operation operation) {
    return "#/paths/%s/%s"
        .formatted(
            operation.path().replace("/", "~1"), operation.method().toLowerCase(Locale.ROOT));
  }

  private static String pointer(Operation operation, String status) {
    return pointer(operation) + "/responses/" + status;
  }

  private static String schema(String media) {
    return "/content/" + media.replace("/", "~1") + "/schema";
  }

  private static JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.get("$ref").textValue().substring(1)) : node;
  }

  private static JsonNode read() {
    try (InputStream document = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
      return new YAMLMapper().readTree(Objects.requireNonNull(document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
