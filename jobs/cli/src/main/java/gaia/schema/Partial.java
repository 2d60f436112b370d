package gaia.schema;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A statement of a grants file, where not all schemas that it names stand yet, or any more. */
final class Partial {
  private static final Pattern SCHEMAS =
      Pattern.compile("(?<=\\bschema )([a-z_]+(?:, [a-z_]+)*)(?= (?:from|to) )");

  private Partial() {}

  /** Named alone those that stand: one that is missing would take the others with it. */
  static String within(String grant, List<String> standing) {
    Matcher names = SCHEMAS.matcher(grant);
    if (!names.find()) {
      return grant;
    }
    String kept =
        Stream.of(names.group().split(", ", 0)).filter(standing::contains).collect(joining(", "));
    return kept.isEmpty() ? "" : names.replaceFirst(Matcher.quoteReplacement(kept));
  }
}
