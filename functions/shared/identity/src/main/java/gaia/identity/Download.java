package gaia.identity;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One small document of the issuer, within a limit that holds for connecting and reading alike. */
final class Download {
  private static final int LARGEST = 256 * 1024;

  private Download() {}

  /** The text, or an IOException once {@code deadline} (of System.nanoTime) has passed. */
  static String text(URI uri, long deadline) throws IOException {
    BodyHandler<String> body =
        BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST);
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Accept", "application/json, */*;q=0.5").build();
    // A client for each download: they are minutes apart, and its threads would idle in between.
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      HttpResponse<String> answer = await(client.sendAsync(request, body), uri, deadline);
      if (answer.statusCode() != 200) {
        throw new IOException(uri + " answered " + answer.statusCode());
      }
      return answer.body();
    } finally {
      client.shutdownNow();
    }
  }

  private static <T> T await(CompletableFuture<T> pending, URI uri, long deadline)
      throws IOException {
    try {
      return pending.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(uri + " can't be read: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw new IOException(uri + " did not answer in time", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while reading " + uri, e);
    }
  }

  static long in(Duration limit) {
    return System.nanoTime() + limit.toNanos();
  }
}
