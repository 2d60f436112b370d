package gaia.database.timed;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.postgresql.ssl.LibPQFactory;
import org.postgresql.ssl.WrappedFactory;
import org.postgresql.util.ObjectFactory;
import org.postgresql.util.PSQLException;

/** Public for the driver, which makes it by its name. */
public final class TimedTls extends WrappedFactory {
  static final String REAL = "gaia.tls";

  private final Stopwatch watch;

  public TimedTls(Properties info) throws ReflectiveOperationException, PSQLException {
    String name = info.getProperty(REAL, LibPQFactory.class.getName());
    factory = ObjectFactory.instantiate(SSLSocketFactory.class, name, info, true, null);
    watch = Stopwatch.of(info);
  }

  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    Runnable done = watch.tlsBegins();
    Socket socket = super.createSocket(plain, host, port, autoClose);
    if (socket instanceof SSLSocket tls) {
      tls.addHandshakeCompletedListener(event -> done.run());
    }
    return socket;
  }
}
