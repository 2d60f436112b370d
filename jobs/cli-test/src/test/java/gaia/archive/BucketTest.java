package gaia.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.gax.retrying.RetrySettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(240)
class BucketTest {
  private static final String FILE = "gaia_backup_20261120_201400.sql.gz";
  private static final String MANIFEST = "gaia_backup_20261120_201400.manifest.json";
  private static final int PIECE = 256 << 10;
  private static final Instant NOW = Instant.parse("2026-11-20T22:00:00Z");

  private LocalBucket google;
  private Bucket bucket;

  @BeforeEach
  void open() throws IOException {
    google = LocalBucket.open();
    bucket = at("gs://bucket/some/where");
  }

  private Bucket at(String place) {
    // Longer than a busy machine takes for a few tries.
    return at(place, Duration.ofSeconds(20));
  }

  private Bucket at(String place, Duration patience) {
    RetrySettings soon =
        RetrySettings.newBuilder()
            .setInitialRetryDelayDuration(Duration.ofMillis(1))
            .setRetryDelayMultiplier(1.5)
            .setMaxRetryDelayDuration(Duration.ofMillis(20))
            .setTotalTimeoutDuration(patience)
            .build();
    return Buckets.at(place, google.url(), soon, PIECE, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    google.close();
  }

  @Test
  void aFile_isSeenWhenItIsKept() throws IOException {
    byte[] bytes = noise(3 * PIECE + 7);
    try (Draft draft = bucket.create(FILE)) {
      draft.write(bytes);
      assertThat(bucket.files()).isEmpty();
      draft.keep();
    }
    assertThat(bucket.files()).containsExactly(FILE);
    assertThat(google.names()).containsExactly("some/where/" + FILE);
    assertThat(bucket.size(FILE)).isEqualTo(bytes.length);
    for (int from : new int[] {0, 1, PIECE, bytes.length - 1}) {
      assertThat(all(from)).isEqualTo(Arrays.copyOfRange(bytes, from, bytes.length));
    }
    bucket.delete(FILE);
    bucket.delete(FILE);
    assertThat(bucket.size(FILE)).isEqualTo(-1);
    assertThatThrownBy(() -> bucket.open(FILE, 0)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void closedBeforeItIsKept_nothingIsThere() throws IOException {
    try (Draft draft = bucket.create(FILE)) {
      draft.write(noise(2 * PIECE));
    }
    assertThat(google.names()).isEmpty();
    assertThat(bucket.read(FILE)).isNull();
  }

  @Test
  void anEmptyFile_isOne() throws IOException {
    keep(new byte[0]);
    assertThat(all(0)).isEmpty();
  }

  @Test
  void ofTwoThatWriteOneName_theFirstStays() throws IOException {
    try (Draft second = bucket.create(FILE)) {
      second.write(noise(10));
      keep("the first".getBytes(UTF_8));
      assertThatThrownBy(second::keep)
          .isInstanceOf(FileAlreadyExistsException.class)
          .hasMessageContaining("another run has written it");
    }
    assertThat(bucket.read(FILE)).isEqualTo("the first".getBytes(UTF_8));
  }

  @Test
  void onlyWhatLiesThere_isListed() throws IOException {
    for (int i = 0; i < 8; i++) {
      bucket.write("gaia_backup_20261120_20140%d.drill.json".formatted(i), new byte[] {1});
    }
    at("gs://bucket/some/where/else").write(FILE, new byte[] {2});
    at("gs://bucket").write("some-where.json", new byte[] {3});
    google.put("some/where/", new byte[0], NOW.toString());
    assertThat(bucket.files()).hasSize(8).allMatch(file -> file.endsWith(".drill.json"));
    assertThat(at("gs://bucket//").files()).containsExactly("some-where.json");
  }

  @Test
  void aSmallFile_isReplacedAtOnce() throws IOException {
    bucket.write("x.drill.json", "one".getBytes(UTF_8));
    bucket.write("x.drill.json", "two".getBytes(UTF_8));
    assertThat(bucket.read("x.drill.json")).isEqualTo("two".getBytes(UTF_8));
  }

  @Test
  void whatAKilledRunLeft_isClearedWhenNobodyCanStillBeAtWorkOnIt() throws IOException {
    String old = NOW.minus(Duration.ofMinutes(61)).toString();
    String recent = NOW.minus(Duration.ofMinutes(59)).toString();
    google.put("some/where/" + FILE, new byte[3], old);
    google.put("some/where/gaia_backup_20261120_201500.sql.zst", new byte[3], recent);
    google.put("some/where/gaia_backup_20261119_033000.sql.gz", new byte[3], old);
    google.put("some/where/gaia_backup_20261119_033000.manifest.json", new byte[3], old);
    google.put("some/where/somebody-elses.sql.gz", new byte[3], old);
    assertThat(bucket.clear()).containsExactly(FILE);
    assertThat(bucket.files()).hasSize(4).doesNotContain(FILE);
    assertThat(bucket.clear()).isEmpty();
  }

  /**
   * Whatever is done to any request once or twice, the file is there and whole, or is not there.
   */
  @ParameterizedTest
  @EnumSource(
      value = Misdeed.class,
      mode = Mode.EXCLUDE,
      names = {"CORRUPT", "LOSE_LAST", "FORBIDDEN_403", "CORRUPT_ANSWER", "OVERSTATE"})
  void whatPasses_isTriedAgain(Misdeed misdeed) throws IOException {
    byte[] bytes = noise(5 * PIECE / 2);
    google.next(2, misdeed, Asked::isPiece);
    google.next(1, misdeed, asked -> asked.method().equals("POST"));
    google.next(1, misdeed, asked -> asked.query().containsKey("fields"));
    keep(bytes);
    google.next(1, misdeed, Asked::isDownload);
    assertThat(all(3)).isEqualTo(Arrays.copyOfRange(bytes, 3, bytes.length));
    google.next(1, misdeed, asked -> asked.method().equals("POST"));
    bucket.write("x.drill.json", "drilled".getBytes(UTF_8));
    google.next(1, misdeed, asked -> asked.method().equals("DELETE"));
    bucket.delete(FILE);
    assertThat(bucket.files()).containsExactly("x.drill.json");
  }

  @ParameterizedTest
  @EnumSource(
      value = Misdeed.class,
      names = {"CORRUPT", "LOSE_LAST", "OVERSTATE"})
  void whatArrivesOtherwise_isNoticedAndNotKept(Misdeed misdeed) throws IOException {
    google.next(
        1, misdeed, misdeed == Misdeed.LOSE_LAST ? BucketTest::isLastPiece : Asked::isPiece);
    assertThatThrownBy(() -> keep(noise(5 * PIECE / 2))).isInstanceOf(IOException.class);
    assertThat(google.names()).isEmpty();
  }

  @Test
  void aManifestThatReadsOtherwise_isRefused() throws IOException {
    bucket.write(MANIFEST, "{\"rows\": 12}".getBytes(UTF_8));
    google.next(1, Misdeed.CORRUPT_ANSWER, Asked::isDownload);
    assertThatThrownBy(() -> bucket.read(MANIFEST)).hasMessageContaining("was written with CRC32C");
    assertThat(bucket.read(MANIFEST)).isEqualTo("{\"rows\": 12}".getBytes(UTF_8));
  }

  @Test
  void whatDoesNotPass_isToldInTime() {
    bucket = at("gs://bucket/some/where", Duration.ofSeconds(1));
    google.next(Integer.MAX_VALUE, Misdeed.BUSY_503, asked -> true);
    assertThatThrownBy(() -> keep(noise(10)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("503");
  }

  @Test
  void whatOneMayNot_isToldAtOnce() {
    google.next(Integer.MAX_VALUE, Misdeed.FORBIDDEN_403, asked -> true);
    assertThatThrownBy(() -> keep(noise(10)))
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("gs://bucket/some/where/" + FILE);
    assertThatThrownBy(() -> bucket.files()).isInstanceOf(AccessDeniedException.class);
    assertThat(google.asked()).hasSize(2);
  }

  /** As doctor's rights have it, which judges a backup and reads none of its rows. */
  @Test
  void whatOneMayNotRead_hasASize() throws IOException {
    keep(noise(10));
    google.next(Integer.MAX_VALUE, Misdeed.FORBIDDEN_403, asked -> asked.isOf(FILE));
    assertThat(bucket.size(FILE)).isEqualTo(10);
    assertThatThrownBy(() -> bucket.read(FILE)).isInstanceOf(AccessDeniedException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void atRandom_itIsWholeOrNotThere(long seed) throws IOException {
    byte[] bytes = noise(5 * PIECE + 11);
    google.somewhere(new Random(seed), 0.08, 6);
    boolean kept = false;
    try {
      keep(bytes);
      kept = true;
    } catch (IOException e) {
      assertThat(e).hasMessageNotContaining("NullPointer");
    }
    google.forgive();
    if (kept) {
      assertThat(google.content("some/where/" + FILE)).as("seed %d", seed).isEqualTo(bytes);
    }
  }

  private static boolean isLastPiece(Asked asked) {
    return asked.isPiece() && !asked.headers().getOrDefault("content-range", "/*").endsWith("/*");
  }

  private void keep(byte[] bytes) throws IOException {
    try (Draft draft = bucket.create(FILE)) {
      for (int at = 0; at < bytes.length; at += 100_000) {
        draft.write(bytes, at, Math.min(100_000, bytes.length - at));
      }
      draft.keep();
    }
  }

  private byte[] all(long from) throws IOException {
    try (InputStream in = bucket.open(FILE, from)) {
      return in.readAllBytes();
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }
}
