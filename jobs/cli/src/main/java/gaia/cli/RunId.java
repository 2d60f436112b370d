package gaia.cli;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Version 7 of RFC 9562, so that the ledger's rows lie in the order of their time. */
final class RunId {
  private static final SecureRandom RANDOM = new SecureRandom();

  private RunId() {}

  static UUID at(Instant time) {
    long high = (time.toEpochMilli() << 16) | 0x7000 | RANDOM.nextInt(0x1000);
    return new UUID(high, (RANDOM.nextLong() >>> 2) | Long.MIN_VALUE);
  }
}
