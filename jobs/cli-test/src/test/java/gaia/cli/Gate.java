package gaia.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server that is paused at first, or that falls silent once somebody is in. */
public final class Gate implements AutoCloseable {
  private final ServerSocket door;
  private final int server;
  private final AtomicInteger refusals;
  private final int silentAfter;
  private final Queue<Socket> through = new ConcurrentLinkedQueue<>();

  private Gate(int server, int refusals, int silentAfter) throws IOException {
    this.server = server;
    this.refusals = new AtomicInteger(refusals);
    this.silentAfter = silentAfter;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::open);
  }

  /** Hangs up on the first few. */
  public static Gate refusing(int server, int first) throws IOException {
    return new Gate(server, first, Integer.MAX_VALUE);
  }

  /** Lets so many bytes of answers through, and then none. */
  public static Gate silentAfter(int server, int bytes) throws IOException {
    return new Gate(server, 0, bytes);
  }

  public int port() {
    return door.getLocalPort();
  }

  private void open() {
    try {
      while (true) {
        Socket client = door.accept();
        through.add(client);
        if (refusals.getAndDecrement() > 0) {
          client.close();
        } else {
          Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
          through.add(behind);
          Thread.startVirtualThread(() -> pump(client, behind, Integer.MAX_VALUE));
          Thread.startVirtualThread(() -> pump(behind, client, silentAfter));
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private static void pump(Socket from, Socket to, int most) {
    int rest = most;
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      byte[] some = new byte[8192];
      for (int read = in.read(some); read > 0; read = in.read(some)) {
        out.write(some, 0, Math.min(read, rest));
        rest -= Math.min(read, rest);
      }
    } catch (IOException e) {
      // One of them hung up, and so does the other.
    }
  }

  /**
   * Also whoever is inside: one who never logs in keeps databases from being dropped for a minute.
   */
  @Override
  public void close() {
    try {
      door.close();
      for (Socket socket : through) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
