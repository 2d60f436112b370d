package gaia.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says on a socket exactly what it is told, which a well-behaved client would refuse to. */
public final class RawHttp {
  private RawHttp() {}

  /** Lines of a head, joined by CR LF and ended by an empty one; say {@code Connection: close}. */
  public static Answer send(int port, String... head) {
    return send(port, (String.join("\r\n", head) + "\r\n\r\n").getBytes(ISO_8859_1));
  }

  /** The body of the answer as it came, chunk sizes included; status 0 when nothing came. */
  public static Answer send(int port, byte[] request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(30_000);
      try {
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
      } catch (IOException refusedHalfWay) {
        // The answer, if any, says why.
      }
      return answer(readAll(socket));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readAll(Socket socket) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(all);
    } catch (IOException reset) {
      // What came before counts.
    }
    return all.toString(ISO_8859_1);
  }

  private static Answer answer(String text) {
    if (!text.startsWith("HTTP/")) {
      return new Answer(0, Map.of(), text);
    }
    int end = text.indexOf("\r\n\r\n");
    List<String> head = text.substring(0, end < 0 ? text.length() : end).lines().toList();
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    int status = Integer.parseInt(head.getFirst().split(" ", 3)[1]);
    return new Answer(status, headers, end < 0 ? "" : text.substring(end + 4));
  }
}
