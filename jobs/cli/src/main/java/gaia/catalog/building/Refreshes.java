package gaia.catalog.building;

import static java.util.stream.Collectors.joining;

import gaia.catalog.Item;
import gaia.catalog.form.Block;
import gaia.catalog.form.Sql;
import java.util.List;

/** What fills materialized views. */
final class Refreshes {
  private Refreshes() {}

  static List<String> of(Stages stages) {
    List<Item> views = stages.filled();
    return views.stream().anyMatch(stages::callsFunction)
        ? List.of(inRounds(views))
        : views.stream().map(view -> "refresh " + view.id()).toList();
  }

  /** A function may read another one that has no rows yet, and nobody wrote that down. */
  private static String inRounds(List<Item> views) {
    return Block.of(
        """
        declare
          unfilled text[] := array[%s];
          waiting text[];
          each text;
        begin
          while unfilled <> '{}' loop
            waiting := '{}';
            foreach each in array unfilled loop
              begin
                execute 'refresh ' || each;
              exception when object_not_in_prerequisite_state then
                if cardinality(waiting) + 1 = cardinality(unfilled) then raise; end if;
                waiting := waiting || each;
              end;
            end loop;
            unfilled := waiting;
          end loop;
        end"""
            .formatted(views.stream().map(view -> Sql.literal(view.id())).collect(joining(", "))));
  }
}
