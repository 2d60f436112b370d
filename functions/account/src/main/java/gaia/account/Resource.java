package gaia.account;

import gaia.http.Refusal;
import gaia.http.Word;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a permission is for. Anything of another form can't be one, so it is named and not looked
 * up; a campaign's id has one spelling, which is how permissions keep it.
 *
 * @param campaignId null unless it is a campaign
 */
record Resource(String type, String id, @Nullable UUID campaignId) {
  private static final Pattern SESSION_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,254}");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  static Resource of(ResourceType type, String id) {
    return switch (type) {
      case SESSION -> session(id);
      case CAMPAIGN -> campaign(id);
    };
  }

  private static Resource session(String id) {
    if (!SESSION_ID.matcher(id).matches()) {
      throw Refusal.invalid(
          "resource_id",
          "must be a session's id: 1 to 255 of A-Z a-z 0-9 . _ ~ -, a letter or digit first");
    }
    return new Resource(Word.of(ResourceType.SESSION), id, null);
  }

  private static Resource campaign(String id) {
    if (!UUID_FORM.matcher(id).matches()) {
      throw Refusal.invalid("resource_id", "must be a campaign's id: a UUID");
    }
    String canonical = id.toLowerCase(Locale.ROOT);
    return new Resource(Word.of(ResourceType.CAMPAIGN), canonical, UUID.fromString(canonical));
  }

  @Nullable String sessionId() {
    return campaignId == null ? id : null;
  }
}
