package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;

final class AggregateForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    if (item.has("form")) {
      throw new Refusal(
          item.id() + ": gaia knows no SQL for an aggregate that is " + item.fact("form"));
    }
    return List.of("create aggregate " + item.full() + " (" + item.fact("definition") + ")");
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop aggregate " + item.full());
  }
}
