package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import gaia.testing.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** An OpenAPI document that answers are held against. */
final class Document {
  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode root;

  Document(String yaml) throws JsonProcessingException {
    root = new YAMLMapper().readTree(yaml);
  }

  /** Such as {@code POST /v1/invite}. */
  Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    root.get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method ->
                            operations.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    return operations;
  }

  /** That the operation may answer so: its status, its media type and its body. */
  void assertTells(String operation, Answer answer) {
    JsonNode response =
        resolved(operation(operation).path("responses").path(String.valueOf(answer.status())));
    assertThat(response.isMissingNode()).as("%s does not tell of %s", operation, answer).isFalse();
    String type = answer.header("Content-Type").orElseThrow();
    JsonNode schema = response.path("content").path(type).path("schema");
    assertThat(schema.isMissingNode()).as("%s does not tell of %s", operation, type).isFalse();
    assertThat(errors(schema, answer.body())).as("%s %s", operation, answer).isEmpty();
    response
        .path("headers")
        .fieldNames()
        .forEachRemaining(name -> assertThat(answer.header(name)).as(name).isPresent());
  }

  /** What is wrong with a request's body. */
  List<Error> errors(String operation, String body) {
    return errors(operation(operation).at("/requestBody/content/application~1json/schema"), body);
  }

  /** Every example in a place, such as {@code /components/responses}. */
  List<JsonNode> examples(String pointer) {
    return root.at(pointer).findParents("next_step").stream()
        .filter(node -> node.has("instance") && node.get("instance").isTextual())
        .toList();
  }

  List<Error> errorsOf(String schema, JsonNode value) {
    return errors(root.at("/components/schemas/" + schema), value.toString());
  }

  JsonNode operation(String operation) {
    String[] words = operation.split(" ", 2);
    return root.get("paths").get(words[1]).get(words[0].toLowerCase(Locale.ROOT));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? root.at(node.get("$ref").asText().substring(1)) : node;
  }

  private List<Error> errors(JsonNode schema, String json) {
    ObjectNode whole = schema.deepCopy();
    whole.set("components", root.get("components"));
    return SCHEMAS
        .getSchema(whole)
        .validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }
}
