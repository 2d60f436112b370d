package gaia.invite;

import static java.util.Objects.requireNonNullElse;

import gaia.http.Refusal;
import gaia.http.Text;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

@Introspected
record NewInvite(
    @NotNull @Pattern(regexp = SessionId.FORM, message = SessionId.MESSAGE) String sessionId,
    @Nullable Boolean multiUse,
    @Nullable @Min(1) @Max(10000) Integer maxUses,
    @Nullable @Min(60) @Max(2_592_000) Integer expiresInSeconds,
    @Nullable @Text(max = 200) String note) {

  private static final int WEEK = (int) Duration.ofDays(7).toSeconds();

  NewInvite {
    if (!requireNonNullElse(multiUse, false) && maxUses != null && maxUses != 1) {
      throw Refusal.invalid("max_uses", "must be 1, or absent, unless multi_use is true");
    }
  }

  @Override
  public Boolean multiUse() {
    return requireNonNullElse(multiUse, false);
  }

  /** Null: until the session is full. */
  @Override
  public @Nullable Integer maxUses() {
    return multiUse() ? maxUses : Integer.valueOf(requireNonNullElse(maxUses, 1));
  }

  @Override
  public Integer expiresInSeconds() {
    return requireNonNullElse(expiresInSeconds, WEEK);
  }

  /** With the defaults filled in: saying one aloud is the same request. */
  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("session_id", sessionId);
    fields.put("multi_use", multiUse());
    fields.put("max_uses", maxUses());
    fields.put("expires_in_seconds", expiresInSeconds());
    fields.put("note", note);
    return fields;
  }
}
