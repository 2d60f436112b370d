package gaia.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port that leads to another one, until it is shut. */
public final class Gate implements AutoCloseable {
  private final int to;
  private final int port;
  private final Set<Socket> passing = ConcurrentHashMap.newKeySet();
  private ServerSocket door;

  public Gate(int to) {
    this.to = to;
    this.door = listen(0);
    this.port = door.getLocalPort();
  }

  public int port() {
    return port;
  }

  public void open() {
    door = listen(port);
  }

  /** Ends whoever is passing, and lets nobody in. */
  public void shut() {
    close(door);
    passing.forEach(Gate::close);
    passing.clear();
  }

  private ServerSocket listen(int on) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), on));
      Thread.ofVirtual().start(() -> admit(socket));
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
        Thread.ofVirtual().start(() -> pass(in, out));
        Thread.ofVirtual().start(() -> pass(out, in));
      } catch (IOException e) {
        // shut meanwhile: the loop ends
      }
    }
  }

  private static void pass(Socket from, Socket to) {
    try (from;
        to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one side has gone, so does the other
    }
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
    shut();
  }
}
