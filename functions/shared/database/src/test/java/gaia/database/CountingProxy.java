package gaia.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server and counts how often it is its turn to answer: the round trips. */
final class CountingProxy implements AutoCloseable {
  final AtomicInteger roundTrips = new AtomicInteger();
  private final AtomicBoolean serversTurn = new AtomicBoolean();
  private final ServerSocket listening;
  private final int port;

  CountingProxy(int port) throws IOException {
    this.port = port;
    listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        Thread.ofVirtual().start(() -> copy(client, server, true));
        Thread.ofVirtual().start(() -> copy(server, client, false));
      }
    } catch (IOException e) {
      // the test is over
    }
  }

  private void copy(Socket from, Socket to, boolean asking) {
    byte[] buffer = new byte[64 * 1024];
    try (from;
        to) {
      for (int n = from.getInputStream().read(buffer);
          n > 0;
          n = from.getInputStream().read(buffer)) {
        if (serversTurn.getAndSet(asking) != asking && asking) {
          roundTrips.incrementAndGet();
        }
        to.getOutputStream().write(buffer, 0, n);
      }
    } catch (IOException e) {
      // one side has left
    }
  }

  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
