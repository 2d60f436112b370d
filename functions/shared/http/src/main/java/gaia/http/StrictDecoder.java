package gaia.http;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.validation.validator.Validator;
import jakarta.inject.Singleton;
import jakarta.validation.ConstraintViolation;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills a record from named values without any coercion: an unknown name, a wrong type or a value
 * out of bounds is named, all of them at once. Serde is lenient by design (it reads 7 as text and
 * "12" as a number).
 */
@Singleton
final class StrictDecoder {
  private static final Pattern SHORT_INTEGER = Pattern.compile("-?[0-9]{1,9}");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Validator validator;

  StrictDecoder(Validator validator) {
    this.validator = validator;
  }

  /** From a JSON object, as {@link JsonReader} reads it. */
  <T> T body(Class<T> type, Map<String, @Nullable Object> fields) {
    BeanIntrospection<T> record = BeanIntrospection.getIntrospection(type);
    boolean patch = record.hasAnnotation(Patch.class);
    return fill(
        record,
        fields,
        (wanted, value) -> value == null ? none(wanted, patch) : json(wanted, value));
  }

  /** From a query string, each name given once. */
  <T> T query(Class<T> type, Map<String, List<String>> parameters) {
    Map<String, @Nullable Object> fields = new HashMap<>();
    parameters.forEach(
        (name, values) -> fields.put(name, values.size() == 1 ? values.getFirst() : values));
    return fill(
        BeanIntrospection.getIntrospection(type),
        fields,
        (wanted, value) -> text(wanted, only(String.class, value, "must be given once")));
  }

  private interface Conversion {
    @Nullable Object convert(Class<?> wanted, @Nullable Object value);
  }

  private <T> T fill(
      BeanIntrospection<T> record, Map<String, @Nullable Object> fields, Conversion conversion) {
    List<FieldError> errors = new ArrayList<>();
    Argument<?>[] components = record.getConstructorArguments();
    @Nullable Object[] values = new Object[components.length];
    Map<String, @Nullable Object> unknown = new HashMap<>(fields);
    for (int i = 0; i < components.length; i++) {
      String name = wire(components[i].getName());
      unknown.remove(name);
      if (fields.containsKey(name)) {
        try {
          values[i] = conversion.convert(components[i].getType(), fields.get(name));
        } catch (IllegalArgumentException e) {
          errors.add(new FieldError(name, String.valueOf(e.getMessage())));
        }
      }
    }
    unknown.keySet().stream()
        .sorted()
        .forEach(name -> errors.add(new FieldError(shown(name), "is not a known field")));
    if (!errors.isEmpty()) {
      throw Refusal.invalid(errors);
    }
    return valid(record.instantiate(false, values));
  }

  private <T> T valid(T filled) {
    Set<ConstraintViolation<T>> violations = validator.validate(filled);
    if (violations.isEmpty()) {
      return filled;
    }
    throw Refusal.invalid(
        violations.stream()
            .map(v -> new FieldError(wire(v.getPropertyPath().toString()), v.getMessage()))
            .sorted((a, b) -> a.field().compareTo(b.field()))
            .toList());
  }

  private static @Nullable Object none(Class<?> wanted, boolean patch) {
    if (!patch) {
      return null;
    }
    if (wanted == Map.class) {
      return Map.of();
    }
    throw wrong("must not be null");
  }

  private static Object json(Class<?> wanted, Object value) {
    if (wanted == Integer.class) {
      if (value instanceof BigDecimal number) {
        return integer(number);
      }
      throw wrong("must be an integer");
    }
    if (wanted == Boolean.class) {
      return only(Boolean.class, value, "must be true or false");
    }
    if (wanted == Map.class) {
      return only(Map.class, value, "must be an object");
    }
    return text(wanted, only(String.class, value, "must be a string"));
  }

  private static <T> T only(Class<T> type, @Nullable Object value, String otherwise) {
    if (type.isInstance(value)) {
      return type.cast(value);
    }
    throw wrong(otherwise);
  }

  private static Object text(Class<?> wanted, String text) {
    if (wanted == String.class) {
      return text;
    }
    if (wanted == UUID.class) {
      return uuid(text);
    }
    if (wanted == Integer.class) {
      if (SHORT_INTEGER.matcher(text).matches()) {
        return Integer.valueOf(text);
      }
      throw wrong("must be an integer");
    }
    if (wanted == Boolean.class) {
      return truth(text);
    }
    if (wanted == Instant.class) {
      return moment(text);
    }
    return constant(wanted, text);
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw wrong("must be true or false");
    };
  }

  /** Within what the database can keep, and a cursor holds. */
  private static Instant moment(String text) {
    try {
      Instant moment = OffsetDateTime.parse(text).toInstant();
      if (!moment.isBefore(Instant.EPOCH) && moment.isBefore(Cursor.START.at())) {
        return moment;
      }
    } catch (DateTimeParseException e) {
      // the same refusal
    }
    throw wrong("must be a time like 2026-11-20T20:14:00Z, from 1970 on");
  }

  /** 3.0 is an integer to JSON Schema, and to whoever writes all numbers alike. */
  private static Integer integer(BigDecimal number) {
    try {
      return number.intValueExact();
    } catch (ArithmeticException e) {
      throw wrong("must be an integer of 32 bits");
    }
  }

  /** UUID.fromString alone takes "1-1-1-1-1". */
  static UUID uuid(String text) {
    if (UUID_FORM.matcher(text).matches()) {
      return UUID.fromString(text);
    }
    throw wrong("must be a UUID");
  }

  private static Object constant(Class<?> type, String text) {
    List<String> words = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String word = Word.of((Enum<?>) constant);
      if (word.equals(text)) {
        return constant;
      }
      words.add(word);
    }
    throw wrong("must be one of " + String.join(", ", words));
  }

  private static IllegalArgumentException wrong(String message) {
    return new IllegalArgumentException(message);
  }

  /** A stranger's field name goes back into the answer only as far as it is short. */
  static String shown(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }

  private static String wire(String component) {
    return NameUtils.underscoreSeparate(component).toLowerCase(Locale.ROOT);
  }
}
