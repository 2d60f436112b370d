package gaia.catalog;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which item an address leads to, also where PostgreSQL counts a part of it as an object. */
final class Addresses {
  private final Map<Address, Address> aliases = new HashMap<>();
  private final Map<Address, String> ids = new HashMap<>();

  void alias(Address address, Address of) {
    aliases.put(address, of);
  }

  boolean isAlias(Address address) {
    return aliases.containsKey(address);
  }

  void put(Address address, String id) {
    if (!address.isNone()) {
      ids.put(address, id);
    }
  }

  /** Null for what is the server's own. */
  @Nullable String find(Address address) {
    for (Address at = address; at != null; at = aliases.get(at)) {
      String id = ids.get(at);
      if (id != null) {
        return id;
      }
      // A column of what has no column items: a view, a partition.
      id = ids.get(at.whole());
      if (id != null) {
        return id;
      }
      if (!aliases.containsKey(at)) {
        at = at.whole();
      }
    }
    return null;
  }
}
