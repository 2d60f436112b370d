package gaia.http;

import org.jspecify.annotations.Nullable;

/** The header of that name, where a client sent one: 1 to 255 visible ASCII characters. */
public record IdempotencyKey(@Nullable String value) {
  static final String HEADER = "Idempotency-Key";

  public IdempotencyKey {
    if (value != null && !value.matches("[!-~]{1,255}")) {
      throw Refusal.invalid(HEADER, "must be 1 to 255 visible ASCII characters");
    }
  }
}
