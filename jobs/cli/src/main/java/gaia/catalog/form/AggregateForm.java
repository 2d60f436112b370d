package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;

final class AggregateForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    return List.of(
        "create aggregate %s(%s) (%s)"
            .formatted(
                item.full().replaceFirst("(?s)\\([^(]*$", ""),
                item.fact("arguments"),
                item.fact("definition")));
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop aggregate " + item.full());
  }
}
