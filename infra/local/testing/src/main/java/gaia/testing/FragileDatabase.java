package gaia.testing;

import gaia.local.postgres.LocalPostgres;
import gaia.local.postgres.Ports;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/** A migrated database on a server of its own, which a test may kill and start again. */
public final class FragileDatabase implements AutoCloseable {
  private final Path folder;
  private LocalPostgres postgres;

  private FragileDatabase(Path folder, LocalPostgres postgres) {
    this.folder = folder;
    this.postgres = postgres;
  }

  /** Its data live in that folder, flushed to disk as in the cloud. */
  public static FragileDatabase in(Path folder) {
    LocalPostgres postgres = LocalPostgres.persistent(folder, Ports.free());
    Template.migrate(postgres);
    return new FragileDatabase(folder, postgres);
  }

  /** Ends every process of the server at once, as a lost machine would. */
  public void kill() {
    LocalPostgres.kill(folder);
    postgres.close();
  }

  /** On the same data and port. */
  public void restart() {
    int port = postgres.port();
    postgres = LocalPostgres.persistent(folder, port);
    if (postgres.port() != port) {
      throw new IllegalStateException("port %d was taken meanwhile".formatted(port));
    }
  }

  public boolean isRunning() {
    try (Connection connection = owner()) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  public String url(String word) {
    return postgres.url(word, Template.NAME);
  }

  /** A connection under a word's login. */
  public Connection connect(String word) throws SQLException {
    return postgres.connect(word, Template.NAME);
  }

  /** As the owner, to arrange and to look. */
  public Connection owner() throws SQLException {
    return TestDatabase.asOwner(postgres.connect("migrate", Template.NAME));
  }

  @Override
  public void close() {
    postgres.close();
  }
}
