package gaia.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The document that a function publishes, as something to hold its answers against. */
public final class OpenApi {
  private static final Set<String> METHODS = Set.of("get", "post", "patch", "put", "delete");
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode root;

  public OpenApi(String yaml) {
    try {
      root = new YAMLMapper().readTree(yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document of the function on this class path. */
  public static OpenApi ofFunction() {
    try (InputStream document = OpenApi.class.getResourceAsStream("/openapi.yaml")) {
      return new OpenApi(
          new String(Objects.requireNonNull(document).readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** In the document's order. */
  public List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : root.get("paths").properties()) {
      for (Map.Entry<String, JsonNode> field : path.getValue().properties()) {
        if (METHODS.contains(field.getKey())) {
          operations.add(
              new Operation(
                  field.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  parameters(path.getValue()),
                  field.getValue()));
        }
      }
    }
    return operations;
  }

  private List<JsonNode> parameters(JsonNode path) {
    List<JsonNode> parameters = new ArrayList<>();
    path.path("parameters").forEach(parameter -> parameters.add(resolved(parameter)));
    return parameters;
  }

  /** By its operationId, or by its route, such as {@code POST /v1/invite}. */
  public Operation operation(String name) {
    return operations().stream()
        .filter(operation -> operation.id().equals(name) || operation.route().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no operation " + name));
  }

  /** Every problem that stands as an example under a pointer, such as /components/responses. */
  public List<JsonNode> exampleProblems(String pointer) {
    return root.at(pointer).findParents("next_step").stream()
        .filter(node -> node.path("instance").isTextual())
        .toList();
  }

  /** The answer is one that the operation documents: status, headers, media type and body. */
  public void assertDocumented(Operation operation, Answer answer) {
    JsonNode response =
        resolved(operation.node().path("responses").path(Integer.toString(answer.status())));
    assertThat(response.isMissingNode()).as("%s tells not of %s", operation, answer).isFalse();
    for (Map.Entry<String, JsonNode> header : response.path("headers").properties()) {
      assertThat(answer.header(header.getKey())).as(header.getKey()).isPresent();
    }
    if (!response.has("content")) {
      assertThat(answer.body()).isEmpty();
      return;
    }
    String media = answer.header("Content-Type").orElseThrow();
    JsonNode schema = response.path("content").path(media).path("schema");
    assertThat(schema.isMissingNode()).as("%s tells not of %s", operation, media).isFalse();
    if (media.endsWith("json")) {
      assertThat(errors(schema, answer.body())).as("%s %s", operation, answer).isEmpty();
    }
  }

  /** What is wrong with a request's body; empty: the operation takes it. */
  public List<Error> errors(Operation operation, String body) {
    return errors(operation.node().at("/requestBody/content/application~1json/schema"), body);
  }

  /** What is wrong with a JSON text by one of the document's named schemas. */
  public List<Error> errors(String schema, String json) {
    return errors(root.at("/components/schemas/" + schema), json);
  }

  private List<Error> errors(JsonNode schema, String json) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", root.get("components"));
    return SCHEMAS
        .getSchema(whole)
        .validate(
            json,
            InputFormat.JSON,
            run -> run.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").textValue().substring(1)) : node;
  }
}
