package gaia.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A port that leads to another one, and that can be as bad as a network gets. */
public final class Gate implements AutoCloseable {
  /** Where a connection ends. */
  public enum Cut {
    /** Half of a request has passed: it never runs. */
    IN_REQUEST,
    /** The request has passed and was answered; nothing of that comes back. */
    BEFORE_ANSWER,
    /** Half of the answer comes back. */
    IN_ANSWER
  }

  private final int to;
  private final int port;
  private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
  private final AtomicReference<@Nullable Cut> cut = new AtomicReference<>();
  private volatile CountDownLatch flowing = new CountDownLatch(0);
  private ServerSocket door;
  private Thread keeper;

  public Gate(int to) {
    this.to = to;
    this.door = listen(0);
    this.port = door.getLocalPort();
    this.keeper = keeper(door);
  }

  public int port() {
    return port;
  }

  public void open() {
    door = listen(port);
    keeper = keeper(door);
  }

  /** Ends whoever is passing, and lets nobody in. */
  public void shut() {
    close(door);
    try {
      // The port is taken for as long as somebody waits at it.
      keeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    passing.forEach(Gate::close);
    passing.clear();
  }

  /** Cuts the next connection over which something goes this way. */
  public void cutNext(Cut where) {
    cut.set(where);
  }

  /** Swallows everything from now on, without a word: whoever connects is accepted, no more. */
  public void stall() {
    flowing = new CountDownLatch(1);
  }

  /** What was swallowed arrives late. */
  public void flow() {
    flowing.countDown();
  }

  private Thread keeper(ServerSocket socket) {
    return Thread.ofVirtual().start(() -> admit(socket));
  }

  private static ServerSocket listen(int on) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void admit(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket in = socket.accept();
        Socket out = new Socket(InetAddress.getLoopbackAddress(), to);
        passing.add(in);
        passing.add(out);
        Thread.ofVirtual().start(() -> pass(in, out, true));
        Thread.ofVirtual().start(() -> pass(out, in, false));
      } catch (IOException e) {
        // shut meanwhile: the loop ends
      }
    }
  }

  private void pass(Socket from, Socket to, boolean asking) {
    byte[] bytes = new byte[64 * 1024];
    try (from;
        to) {
      OutputStream out = to.getOutputStream();
      for (int n = read(from, bytes); n > 0; n = read(from, bytes)) {
        Cut here = taken(asking);
        if (here != null) {
          out.write(bytes, 0, here == Cut.BEFORE_ANSWER ? 0 : n / 2);
          return;
        }
        out.write(bytes, 0, n);
      }
    } catch (IOException e) {
      // one side has gone, so does the other
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int read(Socket from, byte[] bytes) throws IOException, InterruptedException {
    int n = from.getInputStream().read(bytes);
    flowing.await();
    return n;
  }

  private @Nullable Cut taken(boolean asking) {
    Cut armed = cut.get();
    boolean mine = armed != null && (armed == Cut.IN_REQUEST) == asking;
    return mine && cut.compareAndSet(armed, null) ? armed : null;
  }

  private static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    flow();
    shut();
  }
}
