package gaia.rollback;

import static java.util.stream.Collectors.toSet;

import java.util.LinkedHashSet;
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
    Set<Storage.Spot> spots = after.spots();
    Moves moves = new Moves(new LinkedHashSet<>(), new TreeSet<>());
    Left left =
        new Left(
            after.places().keySet(),
            after.tables(),
            spots.stream().map(Storage.Spot::ofTable).collect(toSet()));
    before.places().entrySet().stream()
        .filter(each -> !spots.contains(each.getValue().spot()))
        .forEach(each -> moves.add(each.getKey(), each.getValue(), left));
    // What is compared is found by the names of before.
    before.places().keySet().stream()
        .filter(column -> moves.rewritten.contains(column.table()))
        .filter(column -> !left.columns.contains(column))
        .forEach(moves.gone::add);
    return moves;
  }

  /** What is there afterwards; of tables also under which numbers. */
  private record Left(Set<Part> columns, Set<String> tables, Set<Storage.Spot> spots) {}

  /** One whose values lie where they lay under no name. */
  private void add(Part column, Storage.Place place, Left left) {
    boolean stays =
        left.tables.contains(column.table()) || left.spots.contains(place.spot().ofTable());
    boolean wholeStays =
        left.tables.contains(place.whole()) || left.spots.contains(place.rootSpot());
    boolean isPartition = !place.whole().equals(column.table());
    if (left.columns.contains(column)) {
      rewritten.add(left.tables.contains(place.whole()) ? place.whole() : column.table());
    } else if (!stays && (!isPartition || wholeStays)) {
      gone.add(Part.whole(column.table()));
    } else if (stays && !isPartition) {
      gone.add(column);
    }
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
