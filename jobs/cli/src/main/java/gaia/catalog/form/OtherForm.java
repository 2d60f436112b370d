package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;

final class OtherForm implements Form {
  private static final String STATEMENTS = ";\n(?=alter )";

  @Override
  public List<String> create(Item item, Site site) {
    String definition = definition(item);
    return definition.isEmpty() ? List.of() : List.of(definition.split(STATEMENTS));
  }

  @Override
  public List<String> drop(Item item, Site site) {
    throw new Refusal(item.name() + ": gaia knows no SQL that drops one");
  }

  private static String definition(Item item) {
    String definition = item.fact("definition");
    if (definition == null) {
      throw new Refusal(item.name() + ": gaia knows no SQL that makes one");
    }
    return definition;
  }
}
