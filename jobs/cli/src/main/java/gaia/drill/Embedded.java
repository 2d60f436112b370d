package gaia.drill;

import gaia.cli.Beside;
import gaia.cli.Database;
import gaia.cli.Outcome;
import gaia.cli.Run;
import gaia.cli.Stop;
import gaia.restore.Place;
import gaia.schema.Resources;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL of this run's own, on this machine's loopback behind a random password, as the
 * backup's data is as secret as the database's. Durable it is not, since it ends with the drill.
 */
final class Embedded implements Ground {
  private static final String SUPERUSER = "superuser_of_drill";
  private static final int START_SECONDS = 60;

  private static final List<String> SETTINGS =
      List.of(
          "listen_addresses=127.0.0.1",
          "unix_socket_directories=",
          "fsync=off",
          "synchronous_commit=off",
          "full_page_writes=off",
          "wal_level=minimal",
          "max_wal_senders=0",
          "max_wal_size=256MB",
          "shared_buffers=128MB",
          "max_locks_per_transaction=1024",
          "autovacuum=off",
          "jit=off");

  private final Run run;
  private final Path folder;
  private final FileChannel lock;
  private final String password = random();
  private final Thread hook = new Thread(this::tearDown);
  private @Nullable Process server;
  private int port;
  private @Nullable Connection home;

  private Embedded(Run run, Path folder) throws IOException {
    this.run = run;
    this.folder = folder;
    // Held before it is called so, or another run might take it for left.
    Path unnamed = folder.resolve("lock.new");
    lock = FileChannel.open(unnamed, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    lock.lock();
    Files.move(unnamed, folder.resolve(Leftovers.LOCK), StandardCopyOption.ATOMIC_MOVE);
  }

  static Embedded start(Run run, Room room) throws SQLException {
    try {
      Leftovers.clear(run, room.folder());
      room.mustDo();
      Embedded embedded =
          new Embedded(run, Files.createTempDirectory(room.folder(), Leftovers.FOLDER));
      Runtime.getRuntime().addShutdownHook(embedded.hook);
      try {
        embedded.boot();
        return embedded;
      } catch (IOException | SQLException | RuntimeException e) {
        embedded.close();
        throw e;
      }
    } catch (IOException e) {
      throw Stop.because(
          Outcome.FAILED,
          "no PostgreSQL beside this job: " + e.getMessage(),
          "say --on URL for a server that is there",
          e);
    }
  }

  private void boot() throws IOException, SQLException {
    Binaries.unpack(folder.resolve("postgres"));
    Path secret = Files.writeString(folder.resolve("secret"), password);
    run(
        "initdb",
        "-D",
        folder.resolve("data").toString(),
        // Not postgres: a database may belong to somebody of that name who is no superuser.
        "--username=" + SUPERUSER,
        "--pwfile=" + secret,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=" + (isMac() ? "en_US.UTF-8" : "C.UTF-8"),
        "--no-sync");
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = probe.getLocalPort();
    }
    List<String> command = command("postgres");
    command.addAll(List.of("-D", folder.resolve("data").toString(), "-p", "" + port));
    SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
    server = started(command);
    try (Connection superuser = firstConnection();
        Statement statement = superuser.createStatement()) {
      // As Cloud SQL is to us: nobody is superuser, a group may make roles and databases.
      statement.execute(Resources.read("standin.sql"));
      statement.execute(
          """
          create role drill login password '%s';
          grant cloudsqlsuperuser to drill
          """
              .formatted(password));
    }
    home = database("drill").connect();
  }

  /** PostgreSQL refuses to run as root, and need not know that it does. */
  private List<String> command(String program) throws IOException {
    List<String> command = new ArrayList<>();
    if (Files.getAttribute(folder, "unix:uid").equals(0)) {
      if (!LinuxUtils.isUnshareAvailable()) {
        throw new IOException("it does not run as root, and unshare -U is not possible here");
      }
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(folder.resolve("postgres/bin").resolve(program).toString());
    return command;
  }

  private void run(String program, String... words) throws IOException {
    List<String> command = command(program);
    command.addAll(List.of(words));
    Process process = started(command);
    try {
      if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IOException(program + " failed: " + said());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private Process started(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
    builder.redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()));
    builder.directory(folder.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private Connection firstConnection() throws IOException {
    long deadline = System.nanoTime() + Duration.ofSeconds(START_SECONDS).toNanos();
    while (true) {
      try {
        return database(SUPERUSER).within(Duration.ofSeconds(1)).connect();
      } catch (Stop e) {
        if (server == null || !server.isAlive() || System.nanoTime() > deadline) {
          throw new IOException("it did not start: " + said(), e);
        }
      }
    }
  }

  /** The last that it wrote. */
  private String said() throws IOException {
    return Files.readAllLines(folder.resolve("log")).stream()
        .filter(line -> !line.isBlank())
        .reduce("nothing", (before, after) -> after);
  }

  private Database database(String login) {
    return run.database(
        "postgresql://%s:%s@127.0.0.1:%d/postgres".formatted(login, password, port));
  }

  @Override
  public Database scratch(Run run, Place live) throws SQLException {
    if (home == null) {
      throw new IllegalStateException("it has been started");
    }
    Beside scratch = Beside.named(home, database("drill"), "gaia_drill");
    live.makeElsewhere(run, scratch);
    return scratch.database();
  }

  @Override
  public String name() {
    return "embedded";
  }

  @Override
  public void close() {
    tearDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is ending, and the hook has done this.
    }
  }

  private synchronized void tearDown() {
    try (lock) {
      if (Files.exists(folder)) {
        Leftovers.erase(folder);
      }
    } catch (IOException e) {
      run.progress(folder + " stays for the next run: " + e.getMessage());
    }
  }

  private static boolean isMac() {
    return System.getProperty("os.name", "").startsWith("Mac");
  }

  private static String random() {
    byte[] bytes = new byte[18];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
