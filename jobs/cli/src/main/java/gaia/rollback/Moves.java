package gaia.rollback;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What undo scripts do to where values lie.
 *
 * @param gone tables and columns that are not there afterwards
 * @param rewritten tables that stay and hold other files or other columns of the same name
 */
record Moves(Set<Part> gone, Set<String> rewritten) {
  static Moves between(Storage before, Storage after) {
    Set<Part> gone = new LinkedHashSet<>();
    Set<String> rewritten = new TreeSet<>();
    Set<String> left = after.tables();
    for (Map.Entry<Part, Storage.Place> each : before.places().entrySet()) {
      Part column = each.getKey();
      Storage.Place place = each.getValue();
      Storage.Place other = after.places().get(column);
      boolean stays = left.contains(column.table());
      boolean isPartition = !place.whole().equals(column.table());
      if (other != null && !other.isOf(place)) {
        rewritten.add(left.contains(place.whole()) ? place.whole() : column.table());
      } else if (!stays && (!isPartition || left.contains(place.whole()))) {
        gone.add(Part.whole(column.table()));
      } else if (stays && other == null && !isPartition) {
        gone.add(column);
      }
    }
    return new Moves(gone, rewritten);
  }

  /** As far as there is something of that name. */
  Moves within(Storage standing) {
    Moves here = and(new Moves(Set.of(), Set.of()));
    Set<String> tables = standing.tables();
    here.gone.removeIf(
        part ->
            part.column() == null
                ? !tables.contains(part.table())
                : !standing.places().containsKey(part));
    here.rewritten.removeIf(table -> !tables.contains(table));
    return here;
  }

  Moves and(Moves others) {
    Set<Part> allGone = new LinkedHashSet<>(gone);
    allGone.addAll(others.gone);
    Set<String> allRewritten = new TreeSet<>(rewritten);
    allRewritten.addAll(others.rewritten);
    allRewritten.removeIf(table -> allGone.contains(Part.whole(table)));
    return new Moves(allGone, allRewritten);
  }

  Moves less(Moves others) {
    Set<Part> otherGone = new LinkedHashSet<>(gone);
    otherGone.removeAll(others.gone);
    Set<String> otherRewritten = new TreeSet<>(rewritten);
    otherRewritten.removeAll(others.rewritten);
    otherRewritten.removeIf(table -> others.gone.contains(Part.whole(table)));
    return new Moves(otherGone, otherRewritten);
  }

  boolean isNothing() {
    return gone.isEmpty() && rewritten.isEmpty();
  }
}
