package gaia.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.validation.validator.Validator;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictDecoderTest {
  private static final ApplicationContext CONTEXT =
      ApplicationContext.run(
          Map.of("identity.issuer", "https://issuer.example", "identity.audience", "test"));

  enum Color {
    RED,
    DARK_BLUE
  }

  @Introspected
  record Thing(
      @NotNull @Text(max = 5) String name,
      @Nullable @Min(1) @Max(9) Integer someCount,
      @Nullable Boolean open,
      @Nullable Color color,
      @Nullable UUID id,
      @Nullable @JsonSize(max = 20) Map<String, Object> extra) {}

  @Introspected
  @Patch
  record Change(
      @Nullable @Text(max = 5) String name,
      @Nullable Integer someCount,
      @Nullable Map<String, Object> extra) {}

  private final StrictDecoder decoder = new StrictDecoder(CONTEXT.getBean(Validator.class));

  @AfterAll
  static void close() {
    CONTEXT.close();
  }

  @Test
  void rightValues_fillTheRecord() {
    UUID id = UUID.randomUUID();
    Thing thing =
        body(
            "{'name': 'x', 'some_count': 9.0, 'open': true, 'color': 'dark_blue', 'id': '%s', 'extra': {'a': 1}}"
                .formatted(id));
    assertThat(thing)
        .isEqualTo(new Thing("x", 9, true, Color.DARK_BLUE, id, Map.of("a", BigDecimal.ONE)));
    assertThat(body("{'name': 'x'}")).isEqualTo(new Thing("x", null, null, null, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name': 7} | name",
        "{'name': null} | name",
        "{} | name",
        "{'name': 'x', 'some_count': '1'} | some_count",
        "{'name': 'x', 'some_count': 1.5} | some_count",
        "{'name': 'x', 'some_count': 4294967297} | some_count",
        "{'name': 'x', 'some_count': 10} | some_count",
        "{'name': 'x', 'open': 'maybe'} | open",
        "{'name': 'x', 'open': 1} | open",
        "{'name': 'x', 'color': 'DARK_BLUE'} | color",
        "{'name': 'x', 'color': 0} | color",
        "{'name': 'x', 'id': '1-1-1-1-1'} | id",
        "{'name': 'x', 'extra': []} | extra",
        "{'name': 'x', 'extra': {'a': 'aaaaaaaaaaaaaa'}} | extra",
        "{'name': 'x', 'someCount': 1} | someCount",
      })
  void wrongValue_isNamed(String json, String field) {
    assertThat(Refused.fields(() -> body(json))).containsExactly(field);
  }

  @Test
  void allThatIsWrong_isNamedAtOnce() {
    assertThat(Refused.fields(() -> body("{'name': 7, 'open': 7, 'z': 1, 'y': 1}")))
        .containsExactly("name", "open", "y", "z");
    assertThat(Refused.fields(() -> body("{'name': '', 'some_count': 0}")))
        .containsExactly("name", "some_count");
  }

  @Test
  void enumRefusal_saysWhatItKnows() {
    assertThat(Refused.errors(() -> body("{'name': 'x', 'color': 'green'}")))
        .containsExactly(new FieldError("color", "must be one of red, dark_blue"));
  }

  @Test
  void change_takesNull_onlyForWhatCanBeEmpty() {
    assertThat(change("{'extra': null}")).isEqualTo(new Change(null, null, Map.of()));
    assertThat(Refused.fields(() -> change("{'name': null, 'some_count': null}")))
        .containsExactly("name", "some_count");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "1.0", "+1", "1e0", " 1", "٣", "9999999999"})
  void queryNumber_isPlainDigits(String text) {
    Map<String, List<String>> query = Map.of("name", List.of("x"), "some_count", List.of(text));
    assertThat(Refused.fields(() -> decoder.query(Thing.class, query)))
        .containsExactly("some_count");
  }

  @Test
  void queryParameter_standsOnce() {
    Map<String, List<String>> query = Map.of("name", List.of("x", "y"), "other", List.of(""));
    assertThat(Refused.fields(() -> decoder.query(Thing.class, query)))
        .containsExactly("name", "other");
  }

  private Thing body(String json) {
    return decoder.body(Thing.class, JsonReader.object(json.replace('\'', '"').getBytes(UTF_8)));
  }

  private Change change(String json) {
    return decoder.body(Change.class, JsonReader.object(json.replace('\'', '"').getBytes(UTF_8)));
  }
}
