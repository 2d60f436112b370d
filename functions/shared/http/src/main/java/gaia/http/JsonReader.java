package gaia.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object and nothing after it, to plain maps, lists and values. It refuses whatever
 * PostgreSQL's jsonb would refuse later, or would keep differently: NUL, lone surrogates, numbers
 * beyond a double, a name given twice.
 */
final class JsonReader {
  private static final int DEEPEST = 32;
  private static final int LARGEST_EXPONENT = 308;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNumberLength(100).build())
          .build();

  private final JsonParser parser;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  static Map<String, @Nullable Object> object(byte[] body) {
    try (JsonParser parser = JSON.createParser(utf8(body))) {
      JsonReader reader = new JsonReader(parser);
      try {
        return reader.document();
      } catch (StreamConstraintsException e) {
        throw Refusal.invalid(reader.where(), "is nested too deep or too long");
      } catch (JsonProcessingException e) {
        throw Refusal.invalid("body", notJson(e));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it stopped being JSON; the last field before that place is not to blame. */
  private static String notJson(JsonProcessingException e) {
    String said = e.getOriginalMessage().lines().findFirst().orElse("");
    return "is not JSON at line %d, column %d: %s"
        .formatted(
            e.getLocation().getLineNr(),
            e.getLocation().getColumnNr(),
            said.replaceFirst(" \\(start marker.*", ""));
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.invalid("body", "must be UTF-8");
    }
  }

  private Map<String, @Nullable Object> document() throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw Refusal.invalid("body", "must be a JSON object");
    }
    Map<String, @Nullable Object> fields = fields();
    if (parser.nextToken() != null) {
      throw Refusal.invalid("body", "must end after its one JSON object");
    }
    return fields;
  }

  private Map<String, @Nullable Object> fields() throws IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      String field = text(name);
      if (fields.containsKey(field)) {
        throw Refusal.invalid(where(), "must be given once");
      }
      parser.nextToken();
      fields.put(field, value());
    }
    return fields;
  }

  private List<@Nullable Object> items() throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value());
    }
    return items;
  }

  private @Nullable Object value() throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> fields();
      case START_ARRAY -> items();
      case VALUE_STRING -> text(parser.getText());
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> null;
    };
  }

  private BigDecimal number() throws IOException {
    try {
      BigDecimal number = parser.getDecimalValue();
      if (Math.abs((long) number.precision() - number.scale()) <= LARGEST_EXPONENT) {
        return number;
      }
    } catch (NumberFormatException e) {
      // an exponent of more than 32 bits: the same refusal
    }
    throw Refusal.invalid(where(), "must be a number within 1e308");
  }

  private String text(String text) {
    if (text.indexOf('\0') >= 0) {
      throw Refusal.invalid(where(), "must not contain the character U+0000");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw Refusal.invalid(where(), "must not contain half of a surrogate pair");
    }
    return text;
  }

  private String where() {
    String pointer = parser.getParsingContext().pathAsPointer().toString();
    return pointer.isEmpty() ? "body" : pointer.substring(1).replace('/', '.');
  }
}
