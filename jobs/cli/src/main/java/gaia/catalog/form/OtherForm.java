package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;

final class OtherForm implements Form {
  @Override
  public List<String> create(Item item, Site site) {
    throw new Refusal(item.name() + ": gaia knows no SQL that makes one");
  }

  @Override
  public List<String> drop(Item item, Site site) {
    throw new Refusal(item.name() + ": gaia knows no SQL that drops one");
  }
}
