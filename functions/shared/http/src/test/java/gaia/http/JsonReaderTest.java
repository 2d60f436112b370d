package gaia.http;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void everyKindOfValue_isRead() {
    Map<String, @Nullable Object> fields =
        read(
            "{'t': 'ä', 'n': 1.50, 'y': true, 'f': false, 'z': null, 'a': [1, []], 'o': {'': {}}}");
    assertThat(fields.keySet()).containsExactly("t", "n", "y", "f", "z", "a", "o");
    assertThat(fields.get("t")).isEqualTo("ä");
    assertThat(fields.get("n")).isEqualTo(new BigDecimal("1.50"));
    assertThat(fields.get("y")).isEqualTo(true);
    assertThat(fields.get("z")).isNull();
    assertThat(fields.get("a")).asString().isEqualTo("[1, []]");
    assertThat(fields.get("o")).isEqualTo(Map.of("", Map.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "1",
        "'x'",
        "{",
        "{}x",
        "{}{}",
        "{'a'}",
        "{'a': }",
        "{a: 1}",
        "\uFEFF{}"
      })
  void noObject_isABodyThatIsWrong(String text) {
    assertThat(Refused.fields(() -> read(text))).containsExactly("body");
  }

  @ParameterizedTest
  @CsvSource({
    "{'a': 1; 'a': 2}, a",
    "{'a': {'b': [0; {'c': 1; 'c': 2}]}}, a.b.1.c",
    "{'a': '\\u0000'}, a",
    "{'a': {'\\u0000': 1}}, a.\\u0000",
    "{'a': '\\ud800'}, a",
    "{'a': [1e308]}, a.0",
    "{'a': [1; -1e-400]}, a.1",
    "{'a': 1e99999999999}, a",
    "{'a': 0e99999999999}, a",
  })
  void wrongValue_isNamedByItsWay(String text, String field) {
    String way = field.replace("\\u0000", "\0");
    assertThat(Refused.fields(() -> read(text.replace(';', ',')))).containsExactly(way);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9e307", "-9e307", "1e-300", "0", "-0", "0.0", "99999999999999999999.99999"})
  void numbersThatADoubleSpans_areKeptInFull(String number) {
    assertThat(read("{'a': " + number + "}").get("a")).isEqualTo(new BigDecimal(number));
  }

  @Test
  void depthAndLength_areBounded() {
    String deep = "{'a': %s1%s}";
    assertThat(read(deep.formatted("[".repeat(31), "]".repeat(31)))).hasSize(1);
    String deeper = deep.formatted("[".repeat(32), "]".repeat(32));
    assertThat(Refused.fields(() -> read(deeper))).hasSize(1);
    assertThat(Refused.fields(() -> read("{'a': " + "9".repeat(101) + "}"))).hasSize(1);
  }

  @Test
  void bytesThatAreNoText_areRefused() {
    byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'};
    byte[] cut = Arrays.copyOf("{\"ä".getBytes(UTF_8), 3);
    for (byte[] body : new byte[][] {overlong, cut, "{}".getBytes(UTF_16)}) {
      assertThat(Refused.fields(() -> JsonReader.object(body))).containsExactly("body");
    }
  }

  @Test
  void whatWasRead_isWrittenAlike() {
    String text = "{\"a\":[100,0.10,null,true,\"\\\"\\\\\\n\",{\"b\":{}}]}";
    assertThat(JsonText.of(read("{'a': [1e2, 0.10, null, true, '\\\"\\\\\\n', {'b': {}}]}")))
        .isEqualTo(text);
    assertThat(new JsonColumn().read(text)).isNotNull();
  }

  private static Map<String, @Nullable Object> read(String text) {
    return JsonReader.object(text.replace('\'', '"').getBytes(UTF_8));
  }
}
