package gaia.catalog.form;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A function as others see it, without the body that PostgreSQL would follow to all it names. It
 * stands in for the whole one where the two need each other.
 */
public final class Outline {
  private static final String FACT = "outline";
  private static final String WHOLE = "whole";
  private static final String HEAD = "(?s)(.*?\n LANGUAGE sql(?:\n [^\n]*)*)\n";
  private static final Pattern FOLLOWED = Pattern.compile(HEAD + "((?:BEGIN ATOMIC|RETURN ).*)");
  private static final Pattern TEXT = Pattern.compile(HEAD + "(AS .*)");

  /** With a limit it is not put in the place of a call, as which it would stay. */
  private static final String BODY = "\nAS 'select null limit 1'";

  private static final Pattern NAME = Pattern.compile("(\"(?:[^\"]|\"\")+\"|[^(]+)\\(.*");

  private Outline() {}

  /** Null where it is no function, or one of a text that nobody follows. */
  public static @Nullable Item of(Item item) {
    return of(item, FOLLOWED);
  }

  /** Of a text that PostgreSQL follows only while it looks at a call; null where it is none. */
  public static @Nullable Item ofText(Item item) {
    return of(item, TEXT);
  }

  private static @Nullable Item of(Item item, Pattern pattern) {
    Matcher function = pattern.matcher(item.fact("definition", ""));
    if (item.kind() != Kind.FUNCTION || !function.matches()) {
      return null;
    }
    return new Item(
        Kind.FUNCTION,
        item.within(),
        FACT + " of " + item.name(),
        item.of(),
        Map.of(FACT, function.group(1) + BODY, WHOLE, item.id()),
        item.needs());
  }

  /** It calls itself, which PostgreSQL does not record. */
  public static boolean isInItself(Item item) {
    Matcher followed = FOLLOWED.matcher(item.fact("definition", ""));
    Matcher name = NAME.matcher(item.name());
    return followed.matches()
        && name.matches()
        && followed.group(2).contains(item.within() + "." + name.group(1) + "(");
  }

  /** It takes, returns or calls the other without its body, too. */
  public static boolean names(Item outline, Item other) {
    String name = other.within() + "." + other.name().replaceFirst("\\(.*", "");
    String text = outline.fact(FACT, "");
    return Pattern.compile(Pattern.quote(name) + "(?![\\w$\"])")
        .matcher(text.substring(text.indexOf('(')))
        .find();
  }

  /** Null where this is none. */
  public static @Nullable List<String> statements(Item item) {
    String statement = item.fact(FACT);
    return statement == null ? null : List.of(statement);
  }

  /** The id of the function that an outline is of; that of the item itself where it is none. */
  public static String whole(Item item) {
    return item.fact(WHOLE, item.id());
  }
}
