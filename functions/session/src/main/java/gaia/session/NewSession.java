package gaia.session;

import static java.util.Objects.requireNonNullElse;

import gaia.http.JsonSize;
import gaia.http.Text;
import gaia.http.Word;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Introspected
record NewSession(
    @Nullable
        @Pattern(
            regexp = "[A-Za-z0-9][A-Za-z0-9._~-]{0,254}",
            message = "must be 1 to 255 of A-Z a-z 0-9 . _ ~ - and begin with a letter or digit")
        String sessionId,
    @NotNull @Text(max = 200) String name,
    @Nullable UUID campaignId,
    @Nullable @Min(2) @Max(1000) Integer maxMembers,
    @Nullable MayInvite mayInvite,
    @Nullable @JsonSize(max = 8192) Map<String, Object> metadata) {

  private static final int MAX_MEMBERS = 8;

  @Override
  public Integer maxMembers() {
    return requireNonNullElse(maxMembers, MAX_MEMBERS);
  }

  @Override
  public MayInvite mayInvite() {
    return requireNonNullElse(mayInvite, MayInvite.HOST);
  }

  @Override
  public Map<String, Object> metadata() {
    return requireNonNullElse(metadata, Map.of());
  }

  /** With the defaults filled in: saying one aloud is the same request. */
  Map<String, @Nullable Object> fields() {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("session_id", sessionId);
    fields.put("name", name);
    fields.put("campaign_id", campaignId);
    fields.put("max_members", maxMembers());
    fields.put("may_invite", Word.of(mayInvite()));
    fields.put("metadata", metadata());
    return fields;
  }
}
