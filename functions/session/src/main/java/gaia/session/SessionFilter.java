package gaia.session;

import gaia.http.Cursor;
import gaia.http.Page;
import gaia.http.Word;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Introspected
record SessionFilter(
    @Nullable Status status,
    @Nullable Role role,
    @Nullable UUID campaignId,
    @Nullable @Min(1) @Max(100) Integer limit,
    @Nullable String cursor) {

  @Override
  public Integer limit() {
    return Objects.requireNonNullElse(limit, Page.LIMIT);
  }

  private List<@Nullable Object> filters(UUID caller) {
    List<@Nullable Object> filters = new ArrayList<>();
    filters.add(caller);
    filters.add(Word.orNull(status));
    filters.add(Word.orNull(role));
    filters.add(campaignId);
    return filters;
  }

  Cursor start(UUID caller) {
    return Cursor.decode(cursor, filters(caller));
  }

  String next(UUID caller, SessionRow last) {
    return new Cursor(last.firstJoinedAt(), last.sessionId()).encode(filters(caller));
  }
}
