package gaia.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * The id that the functions compute for whoever signs in. Theirs is {@code gaia.identity.Ids},
 * which no job may import; a test of functions/session signs in as somebody adopted.
 */
public final class UserId {
  private static final UUID USERS = UUID.fromString("8c1f3f0a-6f0e-4b52-9d5b-2f3f9a7c61de");

  private UserId() {}

  public static UUID of(String issuer, String subject) {
    byte[] first = issuer.getBytes(UTF_8);
    byte[] second = subject.getBytes(UTF_8);
    byte[] length = (first.length + ":").getBytes(US_ASCII);
    ByteBuffer name = ByteBuffer.allocate(16 + length.length + first.length + second.length);
    name.putLong(USERS.getMostSignificantBits()).putLong(USERS.getLeastSignificantBits());
    ByteBuffer hash = ByteBuffer.wrap(sha1(name.put(length).put(first).put(second).array()));
    long high = (hash.getLong() & ~0xF000L) | 0x5000;
    return new UUID(high, ((hash.getLong() << 2) >>> 2) | Long.MIN_VALUE);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every java platform has sha-1", e);
    }
  }
}
