package gaia.account;

import gaia.http.Cursor;
import gaia.http.Page;
import gaia.http.Refusal;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Introspected
record PermissionFilter(
    @Nullable UUID userId,
    @Nullable ResourceType resourceType,
    @Nullable String resourceId,
    @Nullable @Min(1) @Max(100) Integer limit,
    @Nullable String cursor) {

  PermissionFilter {
    if ((resourceType == null) != (resourceId == null)) {
      throw Refusal.invalid(
          resourceType == null ? "resource_type" : "resource_id",
          "must be given with its other half: resource_type and resource_id together");
    }
  }

  @Override
  public Integer limit() {
    return Objects.requireNonNullElse(limit, Page.LIMIT);
  }

  @Nullable Resource resource() {
    return resourceType == null || resourceId == null
        ? null
        : Resource.of(resourceType, resourceId);
  }

  private List<@Nullable Object> filters(UUID caller) {
    List<@Nullable Object> filters = new ArrayList<>();
    filters.add(caller);
    filters.add(userId);
    filters.add(resource());
    return filters;
  }

  Cursor start(UUID caller) {
    return Cursor.decode(cursor, filters(caller));
  }

  String next(UUID caller, PermissionRow last) {
    return new Cursor(last.createdAt(), last.accessId().toString()).encode(filters(caller));
  }
}
