package gaia.database.timed;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.util.Properties;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ObjectFactory;
import org.postgresql.util.PSQLException;

/** Public for the driver, which makes it by its name. */
public final class TimedSockets extends SocketFactory {
  static final String REAL = "gaia.sockets";

  private final Stopwatch watch;
  private final @Nullable SocketFactory real;

  public TimedSockets(Properties info) throws ReflectiveOperationException, PSQLException {
    String name = info.getProperty(REAL);
    this.watch = Stopwatch.of(info);
    this.real =
        name == null
            ? null
            : ObjectFactory.instantiate(SocketFactory.class, name, info, true, null);
  }

  @Override
  public Socket createSocket() throws IOException {
    if (real == null) {
      return new Timed();
    }
    Socket connected = real.createSocket();
    watch.isConnected();
    return connected;
  }

  private final class Timed extends Socket {
    @Override
    public void connect(SocketAddress address, int timeout) throws IOException {
      super.connect(address, timeout);
      watch.isConnected();
    }
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException("the driver connects by itself");
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException("the driver connects by itself");
  }
}
