package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;

final class OtherForm implements Form {
  private static final String STATEMENTS = ";\n";

  @Override
  public List<String> create(Item item, Site site) {
    return List.of(definition(item).split(STATEMENTS));
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
