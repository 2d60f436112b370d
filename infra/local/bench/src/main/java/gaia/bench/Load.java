package gaia.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Clients that each hold one connection and send the next request when they have the answer; as
 * light as it gets.
 */
final class Load {
  private Load() {}

  /**
   * The latency of each request in nanoseconds; any status but 200 or the one expected ends the
   * run.
   */
  static long[] run(
      int port, int clients, int requests, int expected, LongFunction<byte[]> request) {
    long[] nanos = new long[requests];
    AtomicInteger next = new AtomicInteger();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    Thread[] threads = new Thread[clients];
    for (int i = 0; i < clients; i++) {
      threads[i] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                      socket.setTcpNoDelay(true);
                      InputStream in = new BufferedInputStream(socket.getInputStream());
                      for (int k = next.getAndIncrement();
                          k < requests;
                          k = next.getAndIncrement()) {
                        long start = System.nanoTime();
                        socket.getOutputStream().write(request.apply(k));
                        int status = answer(in);
                        nanos[k] = System.nanoTime() - start;
                        if (status != expected) {
                          throw new IOException("answered " + status + ", not " + expected);
                        }
                      }
                    } catch (IOException | RuntimeException e) {
                      failure.set(e);
                      next.set(requests);
                    }
                  });
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    if (failure.get() != null) {
      throw new IllegalStateException("the load broke off", failure.get());
    }
    return nanos;
  }

  private static int answer(InputStream in) throws IOException {
    int status = Integer.parseInt(line(in).substring(9, 12));
    int length = 0;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    in.skipNBytes(length);
    return status;
  }

  private static String line(InputStream in) throws IOException {
    byte[] line = new byte[512];
    int length = 0;
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new IOException("the server closed the connection");
      }
      line[length++] = (byte) b;
    }
    return new String(line, 0, Math.max(0, length - 1), US_ASCII);
  }
}
