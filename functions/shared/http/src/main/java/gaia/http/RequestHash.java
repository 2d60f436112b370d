package gaia.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a repeated request is compared by: SHA-256 over its decoded fields, so that white space does
 * not matter.
 */
public final class RequestHash {
  private RequestHash() {}

  public static byte[] of(Map<String, ? extends @Nullable Object> fields) {
    return sha256(JsonText.of(fields).getBytes(StandardCharsets.UTF_8));
  }

  public static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
