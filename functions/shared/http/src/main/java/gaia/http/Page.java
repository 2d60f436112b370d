package gaia.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first.
 *
 * @param nextCursor leads to the next page; null on the last
 */
@Serdeable
public record Page<T>(List<T> items, @JsonProperty("next_cursor") @Nullable String nextCursor) {
  /** How many items a page has when the client does not say. */
  public static final int LIMIT = 25;

  /** From one row more than the page holds: that row only tells that there is a next page. */
  public static <R, T> Page<T> of(
      List<R> rows, int limit, Function<R, T> item, Function<R, String> cursor) {
    List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
    return new Page<>(
        shown.stream().map(item).toList(),
        rows.size() > limit ? cursor.apply(shown.getLast()) : null);
  }
}
