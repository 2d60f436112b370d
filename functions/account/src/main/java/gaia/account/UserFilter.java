package gaia.account;

import gaia.http.Cursor;
import gaia.http.Page;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

@Introspected
record UserFilter(
    @Nullable Boolean isAdmin,
    @Nullable Boolean isActive,
    @Nullable @Min(1) @Max(100) Integer limit,
    @Nullable String cursor) {

  @Override
  public Integer limit() {
    return Objects.requireNonNullElse(limit, Page.LIMIT);
  }

  private List<@Nullable Object> filters() {
    List<@Nullable Object> filters = new ArrayList<>();
    filters.add("user");
    filters.add(isAdmin);
    filters.add(isActive);
    return filters;
  }

  Cursor start() {
    return Cursor.decode(cursor, filters());
  }

  String next(UserRow last) {
    return new Cursor(last.createdAt(), last.userId().toString()).encode(filters());
  }
}
