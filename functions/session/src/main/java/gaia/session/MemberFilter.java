package gaia.session;

import gaia.http.Cursor;
import gaia.http.Page;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Introspected
record MemberFilter(
    @Nullable UUID inviteId, @Nullable @Min(1) @Max(100) Integer limit, @Nullable String cursor) {

  @Override
  public Integer limit() {
    return Objects.requireNonNullElse(limit, Page.LIMIT);
  }

  private List<@Nullable Object> filters(String sessionId) {
    List<@Nullable Object> filters = new ArrayList<>();
    filters.add(sessionId);
    filters.add(inviteId);
    return filters;
  }

  Cursor start(String sessionId) {
    return Cursor.decode(cursor, filters(sessionId));
  }

  String next(String sessionId, MemberRow last) {
    return new Cursor(last.createdAt(), last.userId().toString()).encode(filters(sessionId));
  }
}
