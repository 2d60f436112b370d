package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

final class SequenceForm implements Form {
  private static final String OWNED = "owned by";
  private static final String UNLOGGED = "unlogged";

  @Override
  public List<String> create(Item item, Site site) {
    return List.of(
        "create "
            + (item.has(UNLOGGED) ? "unlogged " : "")
            + "sequence "
            + item.full()
            + options(item, item.facts().keySet()));
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop sequence " + item.full());
  }

  @Override
  public List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    String alter = "alter sequence " + expected.full();
    List<String> statements = new ArrayList<>();
    String options = options(expected, facts);
    if (!options.isEmpty()) {
      statements.add(alter + options);
    }
    if (facts.contains(UNLOGGED)) {
      statements.add(alter + (expected.has(UNLOGGED) ? " set unlogged" : " set logged"));
    }
    return statements;
  }

  @Override
  public List<String> last(Item expected, @Nullable Item actual, Set<String> facts, Site site) {
    return facts.contains(OWNED)
        ? List.of("alter sequence " + expected.full() + " owned by " + expected.fact(OWNED, "none"))
        : List.of();
  }

  private static String options(Item sequence, Set<String> facts) {
    StringBuilder options = new StringBuilder();
    for (String fact : new TreeSet<>(facts)) {
      switch (fact) {
        case "type" -> options.append(" as ").append(sequence.fact(fact));
        case "start" -> options.append(" start with ").append(sequence.fact(fact));
        case "increment" -> options.append(" increment by ").append(sequence.fact(fact));
        case "minvalue", "maxvalue", "cache" ->
            options.append(' ').append(fact).append(' ').append(sequence.fact(fact));
        case "cycle" -> options.append(sequence.has(fact) ? " cycle" : " no cycle");
        default -> {}
      }
    }
    return options.toString();
  }
}
