package gaia.http;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * The one clock: every comparison with a moment takes it from here, so that tests need no sleep.
 */
@Factory
final class TimeFactory {
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}
