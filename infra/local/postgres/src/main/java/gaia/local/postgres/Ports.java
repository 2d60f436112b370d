package gaia.local.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers on this machine, and none of those that whoever connects may be given: he could
 * have it before its server does.
 */
public final class Ports {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int END = 1 << 16;

  private Ports() {}

  /** Any. */
  public static int free() {
    return from(ThreadLocalRandom.current().nextInt(FIRST, LAST));
  }

  /** This one, or the next that nobody has. */
  static int from(int preferred) {
    for (int port = preferred; port < END; port++) {
      try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return probe.getLocalPort();
      } catch (IOException taken) {
        // the next may be free
      }
    }
    throw new IllegalStateException("no port from " + preferred + " on is free");
  }
}
