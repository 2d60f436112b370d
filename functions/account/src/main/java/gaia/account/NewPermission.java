package gaia.account;

import gaia.http.Word;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish to give somebody a permission.
 *
 * @param expiresInSeconds null: until it is revoked
 */
@Introspected
record NewPermission(
    @NotNull UUID userId,
    @NotNull ResourceType resourceType,
    @NotNull String resourceId,
    @NotNull Right permission,
    @Nullable @Min(60) @Max(31_536_000) Integer expiresInSeconds) {

  Resource resource() {
    return Resource.of(resourceType, resourceId);
  }

  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("user_id", userId);
    fields.put("resource_type", Word.of(resourceType));
    fields.put("resource_id", resource().id());
    fields.put("permission", Word.of(permission));
    fields.put("expires_in_seconds", expiresInSeconds);
    return fields;
  }
}
