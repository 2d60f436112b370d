package gaia.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a constant is written on the wire and in the database: lower case, underscores. */
public final class Word {
  private Word() {}

  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  public static @Nullable String orNull(@Nullable Enum<?> constant) {
    return constant == null ? null : of(constant);
  }
}
