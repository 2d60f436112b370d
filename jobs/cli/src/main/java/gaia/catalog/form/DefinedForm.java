package gaia.catalog.form;

import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Indexes, statistics, rules, triggers and policies: dropped and made anew by their definition. */
final class DefinedForm implements Form {
  private static final Set<String> STATE = Set.of("state");

  @Override
  public List<String> create(Item item, Site site) {
    if (item.has("valid")) {
      throw new Refusal(item.id() + ": an index cannot be made invalid");
    }
    List<String> statements = new ArrayList<>();
    statements.add(
        item.kind() == Kind.POLICY
            ? "create policy " + item.full() + " " + item.fact("definition")
            : item.fact("definition", ""));
    if (item.has("state")) {
      statements.add(state(item));
    }
    return statements;
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop " + item.id());
  }

  @Override
  public @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return facts.equals(STATE) ? List.of(state(expected)) : null;
  }

  private static String state(Item item) {
    return "alter table %s %s %s %s"
        .formatted(item.within(), item.fact("state", "enable"), item.kind().word(), item.name());
  }
}
