package gaia.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The issuer's keys: fetched at the start, kept while the issuer is down, asked for again at most
 * once a minute when a token names one that is unknown.
 *
 * <p>Not JWKSourceBuilder's layers: their rate limit counts a first fetch that failed, lets two
 * through a window, and refuses good tokens while it is reached.
 */
final class IssuerKeys implements JWKSource<SecurityContext> {
  static final Duration LIMIT = Duration.ofSeconds(2);
  static final Duration FRESH = Duration.ofMinutes(15);
  static final Duration BETWEEN_REFETCHES = Duration.ofMinutes(1);
  static final Duration AFTER_FAILURE = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(IssuerKeys.class);

  private final PublishedKeys published;
  private final Clock clock;
  private final ReentrantLock fetching = new ReentrantLock();
  private volatile Known known = new Known(null, Instant.MIN, null);

  /** What the last attempt left: the keys that stand, and why it failed if it did. */
  private record Known(@Nullable JWKSet keys, Instant tried, @Nullable IOException failure) {
    boolean triedWithin(Duration span, Instant now) {
      return now.isBefore(tried.plus(span));
    }

    boolean isDue(Instant now) {
      if (failure == null) {
        return !triedWithin(FRESH, now);
      }
      return !triedWithin(keys == null ? AFTER_FAILURE : BETWEEN_REFETCHES, now);
    }
  }

  IssuerKeys(PublishedKeys published, Clock clock) {
    this.published = published;
    this.clock = clock;
  }

  @Override
  public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
    Instant now = clock.instant();
    Known seen = known;
    if (seen.isDue(now)) {
      seen = fetch(seen, now, seen.keys() == null);
    }
    List<JWK> found = selector.select(keysOf(seen));
    if (!found.isEmpty()) {
      return found;
    }
    if (!seen.triedWithin(BETWEEN_REFETCHES, now)) {
      seen = fetch(seen, now, true);
    }
    if (seen.failure() != null) {
      throw unavailable(seen);
    }
    return selector.select(keysOf(seen));
  }

  /** Whoever comes meanwhile waits for this fetch instead of one of their own. */
  void prepare() {
    Known seen = known;
    if (seen.keys() == null) {
      fetch(seen, clock.instant(), true);
    }
  }

  /** One caller fetches; the others wait only while nothing says that the issuer is down. */
  private Known fetch(Known seen, Instant now, boolean wait) {
    boolean patient = wait && seen.failure() == null;
    if (!locked(patient)) {
      if (patient && seen.keys() != null && known.equals(seen)) {
        // What is known is too old to say that there is no such key.
        throw unavailable(seen);
      }
      return known;
    }
    try {
      if (known.equals(seen)) {
        known = attempt(seen.keys(), now);
      }
      return known;
    } finally {
      fetching.unlock();
    }
  }

  private Known attempt(@Nullable JWKSet keys, Instant now) {
    try {
      return new Known(published.keys(LIMIT), now, null);
    } catch (IOException e) {
      LOG.warn("the issuer's keys were not fetched: {}", e.getMessage());
      return new Known(keys, now, e);
    }
  }

  private boolean locked(boolean wait) {
    try {
      return wait ? fetching.tryLock(LIMIT.toMillis(), TimeUnit.MILLISECONDS) : fetching.tryLock();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static JWKSet keysOf(Known known) {
    if (known.keys() == null) {
      throw unavailable(known);
    }
    return known.keys();
  }

  private static IdentityUnavailable unavailable(Known known) {
    return new IdentityUnavailable("the issuer's keys can't be fetched now", known.failure());
  }
}
