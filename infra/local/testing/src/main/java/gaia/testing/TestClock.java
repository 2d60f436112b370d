package gaia.testing;

import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The clock of every function under test: the real time, and as much more as a test says, or a
 * moment at which it stands.
 */
@Singleton
@Replaces(Clock.class)
public final class TestClock extends Clock {
  private static final InstantSource REAL = InstantSource.system();
  private static final AtomicReference<InstantSource> SHOWN = new AtomicReference<>(REAL);

  /** How far the clock is ahead of the real time from now on; zero puts it right. */
  public static void ahead(Duration offset) {
    SHOWN.set(InstantSource.offset(REAL, offset));
  }

  /** Stands still at that moment, until it is put ahead by nothing. */
  public static void at(Instant moment) {
    SHOWN.set(InstantSource.fixed(moment));
  }

  @Override
  public Instant instant() {
    return SHOWN.get().instant();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("everything here is in UTC");
  }
}
