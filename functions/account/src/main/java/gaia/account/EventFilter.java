package gaia.account;

import gaia.http.Cursor;
import gaia.http.Page;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events.
 *
 * @param userId who did it or whom it was done to
 * @param since the first moment that counts
 * @param until the first that does not any more
 */
@Introspected
record EventFilter(
    @Nullable
        @Pattern(
            regexp = "[A-Za-z][A-Za-z0-9._ -]{0,99}",
            message = "must be the type of an event, such as permission-granted")
        String type,
    @Nullable UUID userId,
    @Nullable Instant since,
    @Nullable Instant until,
    @Nullable @Min(1) @Max(100) Integer limit,
    @Nullable String cursor) {

  @Override
  public Integer limit() {
    return Objects.requireNonNullElse(limit, Page.LIMIT);
  }

  @Override
  public Instant since() {
    return Objects.requireNonNullElse(since, Instant.EPOCH);
  }

  @Override
  public Instant until() {
    return Objects.requireNonNullElse(until, Cursor.START.at());
  }

  private List<@Nullable Object> filters() {
    List<@Nullable Object> filters = new ArrayList<>();
    filters.add("event");
    filters.add(type);
    filters.add(userId);
    filters.add(since());
    filters.add(until());
    return filters;
  }

  Cursor start() {
    return Cursor.decode(cursor, filters());
  }

  String next(EventRow last) {
    return new Cursor(last.createdAt(), last.eventId().toString()).encode(filters());
  }
}
