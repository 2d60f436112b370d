package gaia.doctor;

import java.util.Locale;

/** How a check ended, the gravest last. */
enum Verdict {
  PASS,
  /** It could not be made, and says why. */
  SKIP,
  WARN,
  FAIL;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
