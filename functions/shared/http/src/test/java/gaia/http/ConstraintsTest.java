package gaia.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintsTest {
  @ParameterizedTest
  @ValueSource(strings = {"x", " x ", "🎲🎲🎲", "a\u00a0b", "\u200b", "<b>", "'; drop table"})
  void oneLine_isText(String text) {
    assertThat(Constraints.isLine(text, 13)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u3000\u00a0",
        "\uFEFF",
        "a\nb",
        "a\rb",
        "\t",
        "a\0",
        "\u007f",
        "a\u0085"
      })
  void blankOrBroken_isNot(String text) {
    assertThat(Constraints.isLine(text, 13)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"abcd", "🎲🎲🎲🎲", "a b "})
  void length_isCountedInCodePoints(String text) {
    assertThat(Constraints.isLine(text, 4)).isTrue();
    assertThat(Constraints.isLine(text, 3)).isFalse();
  }
}
