package gaia.cli;

import gaia.local.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** An empty database, as Terraform leaves it, on a server that all tests of this JVM share. */
public final class Scratch {
  private static final AtomicInteger MADE = new AtomicInteger();

  private final LocalPostgres server;
  private final String name;

  private Scratch(LocalPostgres server, String name) {
    this.server = server;
    this.name = name;
  }

  public static Scratch empty() throws SQLException {
    // Nobody migrates gaia itself on the shared server, so a copy of it is empty.
    return copyOf("gaia");
  }

  /** As `gaia migrate` leaves an empty one. */
  public static Scratch migrated() throws SQLException {
    return copyOf(Migrated.DATABASE.name);
  }

  /** As this one stands, while nobody is connected to it. */
  public Scratch copy() throws SQLException {
    return copyOf(name);
  }

  /** The database gaia of a server that nobody else uses. */
  public static Scratch on(LocalPostgres server) {
    return new Scratch(server, "gaia");
  }

  public String url() {
    return url("migrate");
  }

  public String url(String word) {
    return server.url(word, name);
  }

  public String name() {
    return name;
  }

  public int port() {
    return server.port();
  }

  public Connection as(String word) throws SQLException {
    return server.connect(word, name);
  }

  public Connection asMigrateIn(String database) throws SQLException {
    return server.connect("migrate", database);
  }

  /** As the cloud's own agents are connected. */
  public Connection asCloud(boolean replication) throws SQLException {
    return server.connectAsCloud(name, replication);
  }

  public Connection inPostgres(String word) throws SQLException {
    return server.connect(word, "postgres");
  }

  /** A login that is none of ours, though somebody let it in. */
  public Connection asStranger() throws SQLException {
    try (Connection cloud = as("migrate")) {
      execute(
          cloud,
          """
          set role cloudsqlsuperuser;
          do $$ begin
            if not exists (select from pg_roles where rolname = 'stranger') then
              create role stranger login password 'a password of its own';
            end if;
          end $$;
          set role gaia_owner;
          """
              + "grant connect on database "
              + name
              + " to stranger");
    }
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + name, "stranger", "a password of its own");
  }

  public Connection owner() throws SQLException {
    Connection connection = as("migrate");
    Owner.become(connection);
    return connection;
  }

  public void run(String sql) throws SQLException {
    try (Connection owner = owner()) {
      execute(owner, sql);
    }
  }

  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The first column of what the owner reads. */
  public List<String> read(String query) throws SQLException {
    try (Connection owner = owner()) {
      return read(owner, query);
    }
  }

  public static List<String> read(Connection connection, String query) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private static final class Shared {
    static final LocalPostgres SERVER = LocalPostgres.temporary();
  }

  private static Scratch copyOf(String template) throws SQLException {
    String name = "scratch_" + MADE.incrementAndGet();
    Shared.SERVER.copyDatabase(template, name);
    return new Scratch(Shared.SERVER, name);
  }

  /** Migrated once, since copies are cheaper than migrations. */
  private static final class Migrated {
    static final Scratch DATABASE = make();

    private static Scratch make() {
      try {
        Scratch scratch = empty();
        var ended = Program.gaia("migrate", "--database", scratch.url());
        if (ended.exit() != 0) {
          throw new IllegalStateException(ended.err());
        }
        return scratch;
      } catch (SQLException e) {
        throw new IllegalStateException("no migrated database to copy", e);
      }
    }
  }
}
