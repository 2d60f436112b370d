package gaia.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoField;
import java.util.UUID;

/** The ids of RFC 9562 that Gaia makes. */
public final class Ids {
  // Made once at random for Gaia's users; another value would give everybody another user_id.
  private static final UUID USERS = UUID.fromString("8c1f3f0a-6f0e-4b52-9d5b-2f3f9a7c61de");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private Ids() {}

  /** Sorts by the time it was made, to a quarter of a microsecond where the clock tells it. */
  public static UUID v7(Clock clock) {
    Instant now = clock.instant();
    long fraction = (now.get(ChronoField.NANO_OF_SECOND) % 1_000_000) * 4096L / 1_000_000;
    long high = (now.toEpochMilli() << 16) | 0x7000 | fraction;
    return new UUID(high, (RANDOM.nextLong() >>> 2) | VARIANT);
  }

  /** The user's id: the same for the same issuer and subject, for ever and everywhere. */
  public static UUID v5(String issuer, String subject) {
    byte[] first = issuer.getBytes(StandardCharsets.UTF_8);
    byte[] second = subject.getBytes(StandardCharsets.UTF_8);
    // The length keeps ("a", "bc") and ("ab", "c") apart.
    byte[] length = (first.length + ":").getBytes(StandardCharsets.US_ASCII);
    ByteBuffer name = ByteBuffer.allocate(16 + length.length + first.length + second.length);
    name.putLong(USERS.getMostSignificantBits()).putLong(USERS.getLeastSignificantBits());
    ByteBuffer hash = ByteBuffer.wrap(sha1(name.put(length).put(first).put(second).array()));
    long high = (hash.getLong() & ~0xF000L) | 0x5000;
    return new UUID(high, ((hash.getLong() << 2) >>> 2) | VARIANT);
  }

  private static byte[] sha1(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-1").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every java platform has sha-1", e);
    }
  }
}
