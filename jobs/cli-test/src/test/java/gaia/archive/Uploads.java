package gaia.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import gaia.archive.Objects.Stored;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Objects on their way in. */
final class Uploads {
  private static final Pattern RANGE =
      Pattern.compile("bytes (?:\\*|([0-9]+)-([0-9]+))/(\\*|[0-9]+)");

  private static final class Upload {
    final String name;
    final Map<String, String> about;
    final Map<String, String> query;
    byte[] has = new byte[0];
    @Nullable Stored whole;

    Upload(String name, Map<String, String> about, Map<String, String> query) {
      this.name = name;
      this.about = about;
      this.query = query;
    }
  }

  private final Objects objects;
  private final JsonMapper json = JsonMapper.createDefault();
  private final Map<String, Upload> all = new ConcurrentHashMap<>();

  Uploads(Objects objects) {
    this.objects = objects;
  }

  int begun() {
    return all.size();
  }

  /** Begins one, takes all of one at once, or a piece of one. */
  synchronized Answer piece(Asked asked, @Nullable Misdeed misdeed, String url) throws IOException {
    return switch (asked.query().getOrDefault("uploadType", "")) {
      case "multipart" -> atOnce(asked);
      case "resumable" ->
          asked.query().containsKey("upload_id") ? more(asked, misdeed) : begin(asked, url);
      default -> Answer.failure(400, "invalid");
    };
  }

  private Answer begin(Asked asked, String url) throws IOException {
    Map<String, String> about = about(asked.body());
    String id = "u" + all.size();
    String name = asked.query().getOrDefault("name", about.getOrDefault("name", ""));
    all.put(id, new Upload(name, about, asked.query()));
    return new Answer(
        200,
        Map.of("Location", url + asked.path() + "?uploadType=resumable&upload_id=" + id),
        new byte[0]);
  }

  private Answer atOnce(Asked asked) throws IOException {
    String type = asked.headers().getOrDefault("content-type", "");
    String boundary = "--" + type.replaceFirst(".*boundary=\"?([^\";]+)\"?.*", "$1");
    String[] parts = new String(asked.body(), ISO_8859_1).split(Pattern.quote(boundary), -1);
    Map<String, String> about = about(content(parts[1]));
    byte[] bytes = content(parts[2]);
    String said = about.get("crc32c");
    if (said != null && !said.equals(Objects.crc32c(bytes))) {
      return Answer.failure(400, "invalid");
    }
    String name = asked.query().getOrDefault("name", about.getOrDefault("name", ""));
    return ended(objects.put(name, bytes, about, asked.query()));
  }

  private static byte[] content(String part) {
    String inner = part.substring(part.indexOf("\r\n\r\n") + 4);
    return inner.substring(0, inner.length() - 2).getBytes(ISO_8859_1);
  }

  private Answer more(Asked asked, @Nullable Misdeed misdeed) {
    Upload upload = all.get(asked.query().get("upload_id"));
    Matcher range = RANGE.matcher(asked.headers().getOrDefault("content-range", "bytes */*"));
    if (upload == null || !range.matches()) {
      return Answer.failure(upload == null ? 404 : 400, "invalid");
    }
    if (asked.method().equals("DELETE")) {
      all.remove(asked.query().get("upload_id"));
      return new Answer(499, Map.of(), new byte[0]);
    }
    if (upload.whole != null) {
      return Answer.json(200, upload.whole.json());
    }
    long total = range.group(3).equals("*") ? -1 : Long.parseLong(range.group(3));
    if (range.group(1) != null) {
      long from = Long.parseLong(range.group(1));
      if (from > upload.has.length) {
        return Answer.failure(503, "backendError");
      }
      take(upload, asked.body(), (int) from, misdeed, total >= 0);
    }
    boolean all = misdeed == Misdeed.LOSE_LAST || upload.has.length == total;
    if (total >= 0 && all && misdeed != Misdeed.CUT_REQUEST) {
      return end(upload, asked, misdeed);
    }
    return incomplete(upload.has.length, asked, range, misdeed);
  }

  private static void take(
      Upload upload, byte[] body, int from, @Nullable Misdeed misdeed, boolean last) {
    byte[] piece = body.clone();
    if (misdeed == Misdeed.CORRUPT) {
      piece[piece.length / 2] ^= 1;
    }
    int takes =
        misdeed == Misdeed.OVERSTATE
            ? piece.length / 2
            : misdeed == Misdeed.LOSE_LAST && last ? 0 : piece.length;
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    joined.write(upload.has, 0, from);
    joined.write(piece, 0, takes);
    upload.has = joined.toByteArray();
  }

  private Answer end(Upload upload, Asked asked, @Nullable Misdeed misdeed) {
    String said = asked.headers().getOrDefault("x-goog-hash", "");
    boolean honest = misdeed != Misdeed.CORRUPT && misdeed != Misdeed.LOSE_LAST;
    if (honest && !said.isEmpty() && !said.contains(Objects.crc32c(upload.has))) {
      return Answer.failure(400, "invalid");
    }
    Optional<Stored> stored = objects.put(upload.name, upload.has, upload.about, upload.query);
    stored.ifPresent(whole -> upload.whole = whole);
    return ended(stored);
  }

  private static Answer ended(Optional<Stored> stored) {
    return stored
        .map(whole -> Answer.json(200, whole.json()))
        .orElseGet(() -> Answer.failure(412, "conditionNotMet"));
  }

  private static Answer incomplete(int has, Asked asked, Matcher range, @Nullable Misdeed misdeed) {
    long said = has;
    if (misdeed == Misdeed.UNDERSTATE) {
      said = Math.max(0, has - Math.max(1, asked.body().length / 2));
    } else if (misdeed == Misdeed.OVERSTATE && range.group(2) != null) {
      said = Long.parseLong(range.group(2)) + 1;
    }
    return new Answer(
        308, said == 0 ? Map.of() : Map.of("Range", "bytes=0-" + (said - 1)), new byte[0]);
  }

  private Map<String, String> about(byte[] body) throws IOException {
    Map<String, String> about = new HashMap<>();
    if (body.length > 0) {
      json.readValue(Arrays.copyOf(body, body.length), Argument.mapOf(String.class, Object.class))
          .forEach(
              (name, value) -> about.put(name, value instanceof Map ? text(value) : "" + value));
    }
    return about;
  }

  private String text(Object value) {
    try {
      return json.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
