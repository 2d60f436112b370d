package gaia.archive;

import static java.util.stream.Collectors.joining;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** The objects of a bucket that are whole, each seen at once. */
final class Objects {
  private static final Pattern PATH =
      Pattern.compile("(?:/download)?/storage/v1/b/([^/]+)/o(?:/([^/]+))?");
  private static final int PAGE = 3;

  @SuppressWarnings("ArrayRecordComponent")
  record Stored(
      String name, byte[] bytes, Map<String, String> about, long generation, String made) {
    String json() {
      return """
          {"kind": "storage#object", "name": "%s", "bucket": "bucket", "generation": "%d", "metageneration": "1",
           "contentType": "%s", "size": "%d", "crc32c": "%s", "md5Hash": "%s", "storageClass": "STANDARD",
           "timeCreated": "%s", "updated": "%s", "metadata": %s}
          """
          .formatted(
              name,
              generation,
              about.getOrDefault("contentType", "application/octet-stream"),
              bytes.length,
              crc32c(bytes),
              md5(bytes),
              made,
              made,
              about.getOrDefault("metadata", "{}"));
    }
  }

  private final Map<String, Stored> all = new ConcurrentSkipListMap<>();
  private final AtomicLong generations = new AtomicLong(1_700_000_000_000_000L);

  List<String> names() {
    return List.copyOf(all.keySet());
  }

  Optional<Stored> find(String name) {
    return Optional.ofNullable(all.get(name));
  }

  synchronized Stored put(String name, byte[] bytes, Map<String, String> about, String made) {
    Stored stored = new Stored(name, bytes, about, generations.incrementAndGet(), made);
    all.put(name, stored);
    return stored;
  }

  /** Empty where the generation that has to be there is not: 0 is none. */
  synchronized Optional<Stored> put(
      String name, byte[] bytes, Map<String, String> about, Map<String, String> query) {
    String wanted = query.get("ifGenerationMatch");
    long is = find(name).map(Stored::generation).orElse(0L);
    return wanted != null && Long.parseLong(wanted) != is
        ? Optional.empty()
        : Optional.of(put(name, bytes, about, Instant.now().toString()));
  }

  void delete(String name) {
    all.remove(name);
  }

  Answer answer(Asked asked) {
    Matcher path = PATH.matcher(asked.path());
    if (!path.matches()) {
      return Answer.failure(404, "notFound");
    }
    if (path.group(2) == null) {
      return list(asked.query());
    }
    Stored stored = all.get(Asked.decoded(path.group(2)));
    if (stored == null) {
      return Answer.failure(404, "notFound");
    }
    String wanted = asked.query().get("ifGenerationMatch");
    if (wanted != null && Long.parseLong(wanted) != stored.generation()) {
      return Answer.failure(412, "conditionNotMet");
    }
    return switch (asked.method()) {
      case "DELETE" -> {
        all.remove(stored.name());
        yield new Answer(204, Map.of(), new byte[0]);
      }
      case "GET" -> asked.isDownload() ? download(stored, asked) : Answer.json(200, stored.json());
      default -> Answer.failure(405, "notSupported");
    };
  }

  private Answer list(Map<String, String> query) {
    String prefix = query.getOrDefault("prefix", "");
    String delimiter = query.get("delimiter");
    String after = query.getOrDefault("pageToken", "");
    List<Stored> found =
        all.values().stream()
            .filter(each -> each.name().startsWith(prefix) && each.name().compareTo(after) > 0)
            .filter(
                each ->
                    delimiter == null
                        || !each.name().substring(prefix.length()).contains(delimiter))
            .toList();
    List<Stored> page = found.subList(0, Math.min(PAGE, found.size()));
    String next =
        page.size() < found.size() ? ", \"nextPageToken\": \"" + page.getLast().name() + "\"" : "";
    return Answer.json(
        200,
        "{\"kind\": \"storage#objects\", \"items\": ["
            + page.stream().map(Stored::json).collect(joining(", "))
            + "]"
            + next
            + "}");
  }

  private static Answer download(Stored stored, Asked asked) {
    byte[] all = stored.bytes();
    Map<String, String> headers =
        new HashMap<>(
            Map.of(
                "Content-Type",
                "application/octet-stream",
                "x-goog-generation",
                "" + stored.generation(),
                "x-goog-hash",
                "crc32c=" + crc32c(all) + ",md5=" + md5(all)));
    Matcher range =
        Pattern.compile("bytes=([0-9]+)-([0-9]*)")
            .matcher(asked.headers().getOrDefault("range", ""));
    if (!range.matches()) {
      return new Answer(200, headers, all);
    }
    int from = Integer.parseInt(range.group(1));
    if (from >= all.length) {
      headers.put("Content-Range", "bytes */" + all.length);
      return new Answer(416, headers, new byte[0]);
    }
    long said = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    int to = (int) Math.min(said, all.length - 1L) + 1;
    headers.put("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, all.length));
    return new Answer(206, headers, Arrays.copyOfRange(all, from, to));
  }

  static String crc32c(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return Base64.getEncoder()
        .encodeToString(ByteBuffer.allocate(4).putInt((int) sum.getValue()).array());
  }

  private static String md5(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("MD5").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
