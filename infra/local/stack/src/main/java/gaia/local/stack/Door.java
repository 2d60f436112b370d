package gaia.local.stack;

import java.io.IOException;
import java.net.BindException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** The port that people come to. */
final class Door {
  private Door() {}

  /** Takes the port; nobody is let in before the server starts. */
  static ServerConnector open(Server server, int port) throws IOException {
    ServerConnector door = new ServerConnector(server, new HttpConnectionFactory(untouched()));
    door.setHost("127.0.0.1");
    door.setPort(port);
    try {
      door.open();
      server.addConnector(door);
      return door;
    } catch (IOException e) {
      if (e instanceof BindException || e.getCause() instanceof BindException) {
        throw new CannotStart(
            "port %d of 127.0.0.1 is in use by another program: end it, or choose another with -Dport=N"
                .formatted(port));
      }
      throw e;
    }
  }

  /** As little opinion of its own as the server allows: the functions judge what comes. */
  private static HttpConfiguration untouched() {
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setRequestHeaderSize(64 * 1024);
    http.setResponseHeaderSize(64 * 1024);
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    return http;
  }
}
