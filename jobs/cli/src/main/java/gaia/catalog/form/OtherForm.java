package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.regex.Pattern;

final class OtherForm implements Form {
  private static final String STATEMENTS = ";\n(?=alter )";
  private static final String DEFINITION = "definition";

  /** Which has another name in SQL than PostgreSQL gives it. */
  private static final Pattern MAPPING = Pattern.compile("^(user mapping )(.*) on (?=server )");

  @Override
  public List<String> create(Item item, Site site) {
    String definition = definition(item);
    return definition.isEmpty() ? List.of() : List.of(definition.split(STATEMENTS));
  }

  @Override
  public List<String> drop(Item item, Site site) {
    // Where columns are sorted by a collation, they would go with it.
    if (!item.has(DEFINITION) || item.name().startsWith("collation ")) {
      throw new Refusal(item.name() + ": gaia knows no SQL that drops one");
    }
    return List.of("drop " + MAPPING.matcher(item.name()).replaceFirst("$1for $2 "));
  }

  private static String definition(Item item) {
    String definition = item.fact(DEFINITION);
    if (definition == null) {
      throw new Refusal(item.name() + ": gaia knows no SQL that makes one");
    }
    return definition;
  }
}
