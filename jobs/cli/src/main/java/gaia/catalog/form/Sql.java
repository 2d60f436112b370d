package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Words of SQL that several forms share. */
public final class Sql {
  private Sql() {}

  /** What {@code comment on} and {@code alter … owner to} call it: {@code function ops.moved()}. */
  public static String object(Item item) {
    return switch (item.kind()) {
      case PARTITION -> "table " + item.full();
      case FUNCTION ->
          (item.fact("form", "").equals("procedure") ? "procedure " : "function ") + item.full();
      case DOMAIN_CONSTRAINT -> "constraint " + item.name() + " on domain " + item.within();
      case OTHER -> item.name();
      default -> item.id();
    };
  }

  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A list of names that PostgreSQL keeps quoted; only an empty one it does not read so. */
  public static String names(String list) {
    return list.isEmpty() ? literal(list) : list.replaceAll("(^|, ?)\"\"(?=,|$)", "$1''");
  }

  static String with(@Nullable String options) {
    return options == null ? "" : " with (" + options + ")";
  }

  /** From {@code a=1, b=2} to others: what is set, then what is reset. */
  static List<String> options(String alter, @Nullable String expected, @Nullable String actual) {
    Map<String, String> wanted = options(expected);
    List<String> gone =
        options(actual).keySet().stream().filter(name -> !wanted.containsKey(name)).toList();
    String set = wanted.isEmpty() ? "" : alter + " set (" + expected + ")";
    String reset = gone.isEmpty() ? "" : alter + " reset (" + String.join(", ", gone) + ")";
    return List.of(set, reset).stream().filter(text -> !text.isEmpty()).toList();
  }

  private static Map<String, String> options(@Nullable String written) {
    Map<String, String> options = new LinkedHashMap<>();
    if (written != null) {
      Arrays.stream(written.split(", ", 0))
          .map(option -> option.split("=", 2))
          .forEach(option -> options.put(option[0], option.length > 1 ? option[1] : ""));
    }
    return options;
  }
}
