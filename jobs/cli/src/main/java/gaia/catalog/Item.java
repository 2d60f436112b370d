package gaia.catalog;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing in a catalog. Names are quoted where SQL wants it, and qualified by their schema.
 *
 * @param within the schema or the table that it stands in, as SQL names it; empty where there is
 *     none
 * @param of the id of the item without which it means nothing: a column's table
 * @param facts what can differ, by its name; an absent fact has its usual value
 * @param needs the ids of the items that PostgreSQL would not drop before it
 */
@Serdeable
public record Item(
    Kind kind,
    String within,
    String name,
    @Nullable String of,
    Map<String, String> facts,
    List<String> needs) {

  /** {@code column public.campaign_sessions.status}: unique in a catalog. */
  public String id() {
    return kind.word() + " " + full();
  }

  /** Without its kind: {@code public.campaign_sessions.status}. */
  public String full() {
    return kind.full(within, name);
  }

  public @Nullable String fact(String fact) {
    return facts.get(fact);
  }

  public String fact(String fact, String absent) {
    return facts.getOrDefault(fact, absent);
  }

  public boolean has(String fact) {
    return facts.containsKey(fact);
  }
}
