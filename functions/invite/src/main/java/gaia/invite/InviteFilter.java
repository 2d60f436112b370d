package gaia.invite;

import gaia.http.Cursor;
import gaia.http.Page;
import gaia.http.Word;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@Introspected
record InviteFilter(
    @NotNull @Pattern(regexp = SessionId.FORM, message = SessionId.MESSAGE) String sessionId,
    @Nullable InviteStatus status,
    @Nullable @Min(1) @Max(100) Integer limit,
    @Nullable String cursor) {

  @Override
  public Integer limit() {
    return Objects.requireNonNullElse(limit, Page.LIMIT);
  }

  private List<@Nullable Object> filters() {
    List<@Nullable Object> filters = new ArrayList<>();
    filters.add(sessionId);
    filters.add(Word.orNull(status));
    return filters;
  }

  Cursor start() {
    return Cursor.decode(cursor, filters());
  }

  String next(InviteRow last) {
    return new Cursor(last.createdAt(), last.inviteId().toString()).encode(filters());
  }
}
