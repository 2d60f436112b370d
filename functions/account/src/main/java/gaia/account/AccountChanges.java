package gaia.account;

import gaia.http.Patch;
import gaia.http.Refusal;
import gaia.http.Text;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

@Introspected
@Patch
record AccountChanges(@Nullable @Text(max = 80) String displayName) {
  AccountChanges {
    // They turn the text around them about: a name must not rewrite the line that shows it.
    if (displayName != null && displayName.codePoints().anyMatch(AccountChanges::turnsText)) {
      throw Refusal.invalid("display_name", "must not contain characters that turn text about");
    }
  }

  private static boolean turnsText(int character) {
    return (character >= 0x202A && character <= 0x202E)
        || (character >= 0x2066 && character <= 0x2069);
  }
}
