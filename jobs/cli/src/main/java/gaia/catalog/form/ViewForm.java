package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Views and materialized views. */
final class ViewForm implements Form {
  private static final String METHOD = "access method";
  private static final String TABLESPACE = "tablespace";

  /** What can be said of one that stands. */
  private static final Set<String> APART = Set.of("options", METHOD, TABLESPACE);

  @Override
  public List<String> create(Item item, Site site) {
    String query = item.fact("definition", "").strip().replaceFirst(";$", "");
    return List.of(
        "create "
            + item.id()
            + clause(" using ", item, METHOD)
            + Sql.with(item.fact("options"))
            + clause(" tablespace ", item, TABLESPACE)
            + " as\n"
            + query);
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop " + item.id());
  }

  @Override
  public @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    if (!APART.containsAll(facts)) {
      return null;
    }
    String alter = "alter " + expected.id();
    List<String> statements = new ArrayList<>();
    if (facts.contains("options")) {
      statements.addAll(Sql.options(alter, expected.fact("options"), actual.fact("options")));
    }
    if (facts.contains(METHOD)) {
      statements.add(alter + " set access method " + expected.fact(METHOD, "heap"));
    }
    if (facts.contains(TABLESPACE)) {
      statements.add(alter + " set tablespace " + expected.fact(TABLESPACE, "pg_default"));
    }
    return statements;
  }

  private static String clause(String word, Item view, String fact) {
    return view.has(fact) ? word + view.fact(fact) : "";
  }
}
