package gaia.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;

/**
 * The floor: what the JDK's own server and the driver cost for the same statement, when nothing is
 * checked, nobody is verified and the answer is one word.
 */
final class Floor {
  private Floor() {}

  /** One connection with its one statement. */
  record Door(PreparedStatement redeem, List<String> order) {}

  /** Arguments: port, DATABASE_URL, connections, the statement. */
  public static void main(String[] args) throws Exception {
    BlockingQueue<Door> doors = new ArrayBlockingQueue<>(Integer.parseInt(args[2]));
    Statement statement = new Statement(args[3]);
    while (doors.remainingCapacity() > 0) {
      Connection connection = connect(URI.create(args[1]));
      doors.add(new Door(connection.prepareStatement(statement.positional()), statement.order()));
    }
    HttpServer server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 64);
    server.setExecutor(Executors.newFixedThreadPool(32));
    server.createContext(
        "/v1/invite/redeem",
        exchange -> {
          try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), US_ASCII);
            String person = exchange.getRequestHeaders().getFirst("Person");
            byte[] answer = redeem(doors, body, UUID.fromString(person)).getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
          }
        });
    server.start();
  }

  private static Connection connect(URI url) throws SQLException {
    String[] login = url.getRawUserInfo().split(":", 2);
    return DriverManager.getConnection(
        "jdbc:postgresql://" + url.getAuthority().replaceFirst(".*@", "") + url.getPath(),
        URLDecoder.decode(login[0], UTF_8),
        URLDecoder.decode(login[1], UTF_8));
  }

  private static String redeem(BlockingQueue<Door> doors, String body, UUID person) {
    try {
      Door door = doors.take();
      try {
        return redeem(door, hash(body.substring(10, 36)), person);
      } finally {
        doors.add(door);
      }
    } catch (InterruptedException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String redeem(Door door, byte[] tokenHash, UUID person) throws SQLException {
    for (int tries = 20; ; tries--) {
      bind(door, tokenHash, person);
      try (ResultSet row = door.redeem().executeQuery()) {
        return row.next() ? row.getString("outcome") : "unknown";
      } catch (SQLException e) {
        if (!"40001".equals(e.getSQLState()) || tries == 0) {
          throw e;
        }
      }
    }
  }

  private static void bind(Door door, byte[] tokenHash, UUID person) throws SQLException {
    Timestamp now = new Timestamp(System.currentTimeMillis());
    for (int i = 0; i < door.order().size(); i++) {
      switch (door.order().get(i)) {
        case "tokenHash" -> door.redeem().setBytes(i + 1, tokenHash);
        case "caller" -> door.redeem().setObject(i + 1, person);
        case "issuer" -> door.redeem().setString(i + 1, "floor");
        case "subject" -> door.redeem().setString(i + 1, person.toString());
        case "now" -> door.redeem().setTimestamp(i + 1, now);
        default -> door.redeem().setNull(i + 1, Types.VARCHAR);
      }
    }
  }

  private static byte[] hash(String characters) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(characters.getBytes(US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
