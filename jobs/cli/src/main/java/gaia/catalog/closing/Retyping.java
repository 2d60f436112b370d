package gaia.catalog.closing;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.form.Site;
import gaia.catalog.form.Sql;
import gaia.catalog.form.TypeForm;
import gaia.catalog.form.Written;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which values of a column may be others once it has another type: those that are not written the
 * same in both, or would not come back as they were.
 */
final class Retyping {
  private static final Pattern STRING =
      Pattern.compile("text|(character varying|character)(\\(\\d+\\))?");
  private static final Pattern NUMBER =
      Pattern.compile("smallint|integer|bigint|real|double precision|numeric(\\(.*\\))?");

  /** Each holds all that those after it hold. */
  private static final Map<String, Set<String>> WIDER =
      Map.of(
          "bigint", Set.of("integer", "smallint"),
          "integer", Set.of("smallint"),
          "numeric", Set.of("bigint", "integer", "smallint"),
          "double precision", Set.of("real"),
          "text", Set.of("character varying"));

  private final Item expected;
  private final Item actual;
  private final Site site;

  private Retyping(Item expected, Item actual, Site site) {
    this.expected = expected;
    this.actual = actual;
    this.site = site;
  }

  /** Null where every value stays as it is. */
  static @Nullable Loss loss(Item expected, Item actual, Site site) {
    return new Retyping(expected, actual, site).loss();
  }

  private @Nullable Loss loss() {
    String from = actual.fact("type", "");
    String to = based(expected.fact("type", ""));
    boolean stays =
        from.equals(to) || WIDER.getOrDefault(to, Set.of()).contains(from.split("\\(", 2)[0]);
    Item type = site.expected().find(Kind.TYPE.word() + " " + element(to));
    if (type != null) {
      return isAsExpected(type) ? (stays ? null : of(changed(from, to))) : of(ofRemade(type, to));
    }
    return stays ? null : of(changed(from, to));
  }

  private Loss of(String changed) {
    return new Loss(actual.within(), actual.name(), changed);
  }

  /** A domain cuts a value by its base, as a cast does that is said. */
  private String based(String type) {
    Item domain = site.expected().find(Kind.DOMAIN.word() + " " + element(type));
    return domain == null
        ? type
        : based(domain.fact("base", "") + type.substring(element(type).length()));
  }

  private static String element(String type) {
    return type.replaceFirst("(\\[])+$", "");
  }

  private boolean isAsExpected(Item type) {
    Item live = site.actual().find(type.id());
    return live != null && live.fact("definition", "").equals(type.fact("definition"));
  }

  /** Nothing can be tried on a type that is not there yet. */
  private String ofRemade(Item type, String to) {
    List<String> labels = TypeForm.labels(type);
    if (labels.isEmpty()) {
      return "true";
    }
    String array = "array[" + String.join(", ", labels) + "]::text[]";
    return to.endsWith("[]")
        ? "not " + actual.name() + "::text[] <@ " + array
        : actual.name() + "::text <> all (" + array + ")";
  }

  private String changed(String from, String to) {
    String text = Written.of(actual, to);
    String made = text + "::" + to + "::text";
    String readable = "pg_input_is_valid(" + text + ", " + Sql.literal(to) + ")";
    if (isNumber(from) && isNumber(to)) {
      return "case when %s then %s::numeric <> %s::numeric else true end"
          .formatted(readable, text, made);
    }
    String back =
        "case when not %1$s then true when %3$s = %2$s then false when pg_input_is_valid(%3$s, %4$s) then %3$s::%5$s::text <> %2$s else true end"
            .formatted(readable, text, made, Sql.literal(from), from);
    return isString(to) && !isString(from) ? isMadeUp() + " or " + back : back;
  }

  /** No string, and written in a way that nobody's own text would be. */
  private String isMadeUp() {
    return """
        exists (select from pg_attribute a join pg_type t on t.oid = a.atttypid
          where a.attrelid = %s::regclass and quote_ident(a.attname) = %s
            and t.typcategory in ('A', 'C', 'R', 'U', 'Z') and t.typname <> 'uuid')"""
        .formatted(Sql.literal(actual.within()), Sql.literal(actual.name()));
  }

  private static boolean isNumber(String type) {
    return NUMBER.matcher(type).matches();
  }

  private static boolean isString(String type) {
    return STRING.matcher(type).matches();
  }
}
