package gaia.backup;

import gaia.cli.Database;
import gaia.cli.Schedule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Leaves a processor to those who use the server on this machine, for as long as they do: the one
 * that the disk interrupts, where those wake up who wait for a commit. The server's processes that
 * read for this backup keep off it too, where this one may move them: a writer who woke up behind
 * one of them would wait for the kernel's next tick, up to 4 ms. By night it has to end, however
 * busy the machine is; by day it stands behind whoever wants to run.
 */
final class Courtesy implements AutoCloseable {
  private static final long MILLIS_BETWEEN_LOOKS = 100;

  /** What the kernel takes for whoever asks. */
  private static final int US = 0;

  // Who hides what he does from this login may be at work.
  private static final String AT_WORK =
      """
      select exists (
        select from pg_stat_activity
        where backend_type = 'client backend'
          and application_name <> current_setting('application_name')
          and (state is null or state = 'active'
            or state_change > clock_timestamp() - interval '1 second'))
      """;

  private final Connection watching;
  private final List<Server> readers;
  private final Scheduling scheduling;
  private final BitSet given;
  private final int left;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread watch = Thread.ofPlatform().daemon().name("courtesy").unstarted(this::watch);
  private boolean giving;

  private Courtesy(
      Connection watching, List<Server> readers, Scheduling scheduling, BitSet given, int left) {
    this.watching = watching;
    this.readers = readers;
    this.scheduling = scheduling;
    this.given = given;
    this.left = left;
  }

  /** None where the server is elsewhere, or this machine has no second processor. */
  static @Nullable Courtesy of(Database database, List<Connection> readers) throws SQLException {
    Scheduling scheduling = Scheduling.here().orElse(null);
    if (scheduling == null) {
      return null;
    }
    BitSet given = scheduling.of(US);
    if (given.cardinality() < 2) {
      return null;
    }
    List<Server> servers = new ArrayList<>();
    for (Connection reader : readers) {
      Server server = Server.of(reader, scheduling);
      if (!server.isHere()) {
        return null;
      }
      servers.add(server);
    }
    Connection watching = connection(database);
    if (watching == null) {
      return null;
    }
    int left = Scheduling.mostInterrupted(given, interrupts());
    Courtesy courtesy = new Courtesy(watching, servers, scheduling, given, left);
    // Before the first row is read: a small database would be read by the next look.
    try {
      courtesy.look();
    } catch (SQLException e) {
      watching.close();
      throw e;
    }
    courtesy.watch.start();
    return courtesy;
  }

  /** Null where the server takes no more: a backup without manners is better than none. */
  private static @Nullable Connection connection(Database database) {
    try {
      return database.tryOnce();
    } catch (SQLException e) {
      return null;
    }
  }

  private static List<String> interrupts() {
    try {
      return Files.readAllLines(Path.of("/proc/interrupts"));
    } catch (IOException e) {
      return List.of();
    }
  }

  private void watch() {
    try {
      while (!ended.await(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (SQLException | InterruptedException e) {
      // Those who read find out as well, and say so.
    }
  }

  private void look() throws SQLException {
    try (PreparedStatement others = watching.prepareStatement(AT_WORK);
        ResultSet row = others.executeQuery()) {
      row.next();
      give(row.getBoolean(1));
    }
  }

  private void give(boolean now) {
    if (now == giving) {
      return;
    }
    giving = now;
    for (Server reader : readers) {
      scheduling.keep(reader.process(), now ? without(left, reader.given()) : reader.given());
    }
    try {
      scheduling.keepUs(now ? without(left, given) : given, now && !Schedule.isRunning());
    } catch (IOException e) {
      // Without /proc nobody is found to be here.
    }
  }

  // Whoever has no other keeps that one.
  private static BitSet without(int left, BitSet given) {
    BitSet rest = (BitSet) given.clone();
    rest.clear(left);
    return rest.isEmpty() ? given : rest;
  }

  @Override
  public void close() throws SQLException {
    ended.countDown();
    try {
      watch.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    give(false);
    watching.close();
  }

  /** The server's end of a connection. */
  private record Server(int process, int port, BitSet given) {
    static Server of(Connection connection, Scheduling scheduling) throws SQLException {
      try (PreparedStatement ends =
              connection.prepareStatement("select pg_backend_pid(), inet_client_port()");
          ResultSet row = ends.executeQuery()) {
        row.next();
        int process = row.getInt(1);
        return new Server(process, row.getInt(2), scheduling.of(process));
      }
    }

    /**
     * Whether it is a process of this machine, not one of another that has the same number there:
     * PostgreSQL writes who is served, as {@code postgres: gaia gaia 127.0.0.1(40112) idle}.
     */
    boolean isHere() {
      try {
        String line = Files.readString(Path.of("/proc/" + process + "/cmdline"));
        return line.startsWith("postgres: ") && line.contains("(" + port + ") ");
      } catch (IOException e) {
        return false;
      }
    }
  }
}
