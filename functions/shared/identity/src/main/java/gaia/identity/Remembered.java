package gaia.identity;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Tokens that were verified, by their SHA-256: a heap dump holds no token. */
final class Remembered {
  private final int most;
  private final ConcurrentMap<Digest, Entry> entries = new ConcurrentHashMap<>();
  private final AtomicBoolean evicting = new AtomicBoolean();

  record Digest(long a, long b, long c, long d) {
    static Digest of(String token) {
      ByteBuffer hash = ByteBuffer.wrap(sha256(token.getBytes(StandardCharsets.UTF_8)));
      return new Digest(hash.getLong(), hash.getLong(), hash.getLong(), hash.getLong());
    }
  }

  private record Entry(Caller caller, long until) {}

  Remembered(int most) {
    this.most = most;
  }

  @Nullable Caller get(Digest token, long now) {
    Entry entry = entries.get(token);
    return entry != null && now < entry.until() ? entry.caller() : null;
  }

  void put(Digest token, Caller caller, long now, long until) {
    if (until <= now) {
      return;
    }
    entries.put(token, new Entry(caller, until));
    if (entries.size() > most && evicting.compareAndSet(false, true)) {
      try {
        evict(now);
      } finally {
        evicting.set(false);
      }
    }
  }

  int size() {
    return entries.size();
  }

  /** What ended goes; if that is too little any quarter goes, so that a sweep stays rare. */
  private void evict(long now) {
    entries.values().removeIf(entry -> entry.until() <= now);
    Iterator<Digest> any = entries.keySet().iterator();
    for (int over = entries.size() - most * 3 / 4; over > 0 && any.hasNext(); over--) {
      any.next();
      any.remove();
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every java platform has sha-256", e);
    }
  }
}
