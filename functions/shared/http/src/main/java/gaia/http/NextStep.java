package gaia.http;

import com.fasterxml.jackson.annotation.JsonValue;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Locale;

/**
 * What a client should do after a problem; the whole list, so that a program can switch over it.
 */
@Serdeable
public enum NextStep {
  SIGN_IN,
  FIX_REQUEST,
  ASK_HOST,
  ASK_FOR_NEW_INVITE,
  WAIT,
  RETRY,
  USE_NEW_KEY,
  END_SESSION,
  NONE;

  @JsonValue
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
