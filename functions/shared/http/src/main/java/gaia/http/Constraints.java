package gaia.http;

import io.micronaut.context.annotation.Factory;
import io.micronaut.validation.validator.constraints.ConstraintValidator;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Our own constraints; the standard ones count UTF-16 units and let control characters pass. */
@Factory
final class Constraints {
  @Singleton
  ConstraintValidator<Text, CharSequence> text() {
    return (value, text, context) ->
        value == null || isLine(value, text.intValue("max").orElseThrow());
  }

  @Singleton
  ConstraintValidator<JsonSize, Map<String, Object>> jsonSize() {
    return (value, size, context) ->
        value == null || bytes(value) <= size.intValue("max").orElseThrow();
  }

  private static int bytes(Map<String, Object> object) {
    return JsonText.of(object).getBytes(StandardCharsets.UTF_8).length;
  }

  static boolean isLine(CharSequence value, int max) {
    String line = value.toString();
    return !line.codePoints().allMatch(Constraints::isSpace)
        && line.codePointCount(0, line.length()) <= max
        && line.codePoints().noneMatch(Character::isISOControl);
  }

  /**
   * As regular expressions have it: String.isBlank takes a no-break space for something to read.
   */
  private static boolean isSpace(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == '\uFEFF';
  }
}
