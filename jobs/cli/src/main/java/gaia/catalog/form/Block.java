package gaia.catalog.form;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blocks of code for the server, quoted so that no text in them, which may be any, ends them. */
public final class Block {
  private static final String QUOTE = "$gaia$";
  private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

  private Block() {}

  /** Run as a statement. */
  public static String of(String body) {
    String quote = quote(List.of(body));
    return "do " + quote + " " + body + " " + quote;
  }

  /**
   * A script whose blocks are quoted by {@code $gaia$}.
   *
   * @param values of what stands in it in braces
   */
  public static String filled(String script, Map<String, String> values) {
    return PLACE
        .matcher(script.replace(QUOTE, quote(values.values())))
        .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), values)));
  }

  private static String value(String name, Map<String, String> values) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalStateException("a script has no value of " + name);
    }
    return value;
  }

  private static String quote(Collection<String> texts) {
    String quote = QUOTE;
    for (int n = 1; isIn(texts, quote); n++) {
      quote = "$gaia" + n + "$";
    }
    return quote;
  }

  private static boolean isIn(Collection<String> texts, String quote) {
    return texts.stream().anyMatch(text -> text.contains(quote));
  }
}
