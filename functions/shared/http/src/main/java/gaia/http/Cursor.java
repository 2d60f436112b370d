package gaia.http;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the key of its last row, bound to the filters of its list. Opaque, not
 * secret: it names only what the page showed.
 *
 * @param at the time part of the key
 * @param id the part that tells rows of one moment apart
 */
public record Cursor(Instant at, String id) {
  private static final int SEAL = 6;

  /** The first page starts before everything that can exist. */
  public static final Cursor START =
      new Cursor(Instant.parse("9999-12-31T00:00:00Z"), "ffffffff-ffff-ffff-ffff-ffffffffffff");

  /** Filters are whatever changes the list, the parent's id among them. */
  public String encode(List<?> filters) {
    byte[] key = (at + " " + id).getBytes(StandardCharsets.UTF_8);
    byte[] cursor = Arrays.copyOf(seal(filters, key), SEAL + key.length);
    System.arraycopy(key, 0, cursor, SEAL, key.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
  }

  public static Cursor decode(@Nullable String text, List<?> filters) {
    if (text == null) {
      return START;
    }
    try {
      byte[] cursor = Base64.getUrlDecoder().decode(text);
      byte[] key = Arrays.copyOfRange(cursor, Math.min(SEAL, cursor.length), cursor.length);
      if (cursor.length > SEAL && Arrays.equals(seal(filters, key), Arrays.copyOf(cursor, SEAL))) {
        return read(new String(key, StandardCharsets.UTF_8).split(" ", 2));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // falls through: to the client it is one kind of wrong
    }
    throw foreign();
  }

  /** The seal is no secret: a key that somebody made up must still be one the database can read. */
  private static Cursor read(String[] key) {
    Instant at = Instant.parse(key[0]);
    if (key.length < 2 || at.isBefore(Instant.EPOCH) || at.isAfter(START.at)) {
      throw new IllegalArgumentException("no key of a row");
    }
    return new Cursor(at, key[1]);
  }

  /** The id of a list whose keys are UUIDs. */
  public UUID uuid() {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw foreign();
    }
  }

  private static Refusal foreign() {
    return Refusal.invalid("cursor", "must be the next_cursor of a page with the same filters");
  }

  private static byte[] seal(List<?> filters, byte[] key) {
    byte[] what =
        (filters + "\n" + new String(key, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    return Arrays.copyOf(RequestHash.sha256(what), SEAL);
  }
}
