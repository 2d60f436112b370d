package gaia.drift;

import gaia.catalog.Difference;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody granted who held it with the right to hand it on. A revoke takes it back only as
 * that role, or where that role loses it too; any other does nothing, and says no more than a
 * warning.
 */
final class HandedOn {
  private static final String BY = " by ";
  private static final String GRANTED = "granted";
  private static final String ADMIN = "cloudsqlsuperuser";

  private final Map<String, Difference> differences = new LinkedHashMap<>();

  HandedOn(List<Difference> differences) {
    differences.forEach(difference -> this.differences.put(difference.id(), difference));
  }

  void mustBeTakenBack(Difference membership, Item item) {
    if (!isTaken(membership)) {
      return;
    }
    for (String grantor : item.fact("granted by", ADMIN).split(", ", 0)) {
      Difference above = find(Kind.MEMBERSHIP, item.within(), grantor);
      boolean goesAlong =
          above != null && above.actualFacts().containsKey("admin") && isTaken(above);
      if (!grantor.equals(ADMIN) && !goesAlong) {
        throw refusal(
            item, grantor, "revoke %s from %s cascade".formatted(item.within(), item.name()));
      }
    }
  }

  void mustBeRevocable(Difference grant, Item item) {
    Map<String, String> expected = grant.expectedFacts();
    for (String privilege : facts(grant)) {
      String held = item.fact(privilege, "");
      boolean isGrantedInItsPlace =
          expected.getOrDefault(privilege, "").equals(GRANTED) && held.startsWith(GRANTED);
      if (!held.contains(BY) || isGrantedInItsPlace) {
        continue;
      }
      for (String grantor : held.split(BY, 2)[1].split(", ", 0)) {
        Difference above = find(Kind.GRANT, item.within(), grantor);
        if (above == null || !facts(above).contains(privilege)) {
          throw refusal(
              item,
              grantor,
              "revoke %s on %s from %s cascade".formatted(privilege, item.within(), item.name()));
        }
      }
    }
  }

  private @Nullable Difference find(Kind kind, String within, String name) {
    return differences.get(new Item(kind, within, name, null, Map.of(), List.of()).id());
  }

  /** Not only given, which does not need the one that gave before. */
  private static boolean isTaken(Difference membership) {
    return switch (membership.state()) {
      case "missing" -> false;
      case "extra" -> true;
      default ->
          membership.differing().stream()
              .anyMatch(fact -> fact.equals("admin") == membership.actualFacts().containsKey(fact));
    };
  }

  private static Set<String> facts(Difference difference) {
    return difference.differing().isEmpty()
        ? difference.actualFacts().keySet()
        : difference.differing();
  }

  private static Stop refusal(Item item, String grantor, String revoke) {
    return Stop.because(
        Outcome.REFUSED,
        "%s was granted by %s, and nobody else's revoke takes it back"
            .formatted(item.id(), grantor),
        "as %s: %s, then ask again".formatted(grantor, revoke));
  }
}
