package gaia.archive;

import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.HttpStorageOptions;
import com.google.cloud.storage.StorageOptions;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How buckets are reached: as whom the environment says, by JSON over HTTP, patiently. */
final class Buckets {
  // One piece is in memory at a time, and is what is sent again where the way broke.
  private static final int PIECE = 8 << 20;
  private static final int CONNECT_MS = 10_000;
  private static final int READ_MS = 60_000;
  private static final RetrySettings PATIENT =
      RetrySettings.newBuilder()
          .setInitialRetryDelayDuration(Duration.ofMillis(500))
          .setRetryDelayMultiplier(2)
          .setMaxRetryDelayDuration(Duration.ofSeconds(20))
          .setTotalTimeoutDuration(Duration.ofMinutes(3))
          .build();

  private Buckets() {}

  static Bucket at(String where) {
    return at(where, System.getenv("STORAGE_EMULATOR_HOST"), PATIENT, PIECE, Clock.systemUTC());
  }

  /**
   * The same elsewhere.
   *
   * @param emulator the address of a stand-in, which asks for no credentials; null for Google
   */
  static Bucket at(
      String where, @Nullable String emulator, RetrySettings retry, int piece, Clock clock) {
    BucketPlace place = BucketPlace.of(where);
    HttpStorageOptions.Builder options =
        StorageOptions.http()
            .setRetrySettings(retry)
            .setTransportOptions(
                HttpTransportOptions.newBuilder()
                    .setConnectTimeout(CONNECT_MS)
                    .setReadTimeout(READ_MS)
                    .build());
    if (emulator != null && !emulator.isBlank()) {
      options
          .setHost(emulator.contains("://") ? emulator : "http://" + emulator)
          .setCredentials(NoCredentials.getInstance());
    }
    HttpStorageOptions built = options.build();
    if (built.getCredentials() == null) {
      throw Stop.because(
          Outcome.FAILED,
          "nobody is signed in to Google here, so " + where + " can't be used",
          "gcloud auth application-default login, or GOOGLE_APPLICATION_CREDENTIALS");
    }
    return new Bucket(built.getService(), piece, clock, place);
  }
}
