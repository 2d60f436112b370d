package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Enums, composite types and ranges. */
public final class TypeForm implements Form {
  private static final Pattern LABEL = Pattern.compile("E?'(?:[^']|'')*'");

  @Override
  public List<String> create(Item item, Site site) {
    return List.of("create type " + item.full() + " as " + item.fact("definition", ""));
  }

  @Override
  public List<String> drop(Item item, Site site) {
    return List.of("drop type " + item.full());
  }

  /** Labels can be added to an enum, and nothing else can be done to a type in use. */
  @Override
  public @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    if (!isEnum(expected) || !isEnum(actual)) {
      return null;
    }
    List<String> wanted = labels(expected);
    List<String> held = new ArrayList<>(labels(actual));
    List<String> statements = new ArrayList<>();
    for (int at = 0; at < wanted.size(); at++) {
      String label = wanted.get(at);
      if (!held.contains(label)) {
        held.add(at, label);
        statements.add(
            "alter type " + expected.full() + " add value " + label + place(wanted, held, at));
      }
    }
    return held.equals(wanted) ? statements : null;
  }

  private static String place(List<String> wanted, List<String> held, int at) {
    if (at > 0) {
      return " after " + wanted.get(at - 1);
    }
    return held.size() > 1 ? " before " + held.get(1) : "";
  }

  private static boolean isEnum(Item type) {
    return type.fact("definition", "").startsWith("enum ");
  }

  /** As literals; none where it is no enum. */
  public static List<String> labels(Item type) {
    return !isEnum(type)
        ? List.of()
        : LABEL.matcher(type.fact("definition", "")).results().map(MatchResult::group).toList();
  }
}
