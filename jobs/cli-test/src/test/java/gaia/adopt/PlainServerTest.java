package gaia.adopt;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A server as `initdb` leaves it, with none of what Cloud SQL brings. */
class PlainServerTest {
  private LocalPostgres server;
  private Connection superuser;

  @BeforeEach
  void start() throws SQLException {
    server = LocalPostgres.temporary();
    superuser = server.connectAsCloud("postgres", false);
    Scratch.execute(superuser, "drop database gaia");
    Scratch.execute(
        superuser,
        """
        drop owned by cloudsqlsuperuser;
        drop role cloudsqlsuperuser;
        create role root login superuser password 'a';
        create role "gaia-migrate@here" login createrole createdb password 'a';
        create role "gaia-migrate@there" login password 'a';
        create role other login createrole createdb password 'a'
        """);
  }

  @AfterEach
  void stop() throws SQLException {
    superuser.close();
    server.close();
  }

  @Test
  void superuser_migratesEachDatabase() throws SQLException {
    for (String name : new String[] {"one", "two"}) {
      Scratch.execute(superuser, "create database " + name);
      assertIsOurs(url("root", name));
    }
  }

  @Test
  void whoMayMakeRoles_migratesItsDatabase() throws SQLException {
    Scratch.execute(superuser, "create database one owner \"gaia-migrate@here\"");
    assertIsOurs(url("gaia-migrate%40here", "one"));
  }

  @Test
  void whoMayMakeNone_isToldWhoMay() throws SQLException {
    assertIsRefused(
        "gaia-migrate%40there",
        "no role cloudsqlsuperuser, and \"gaia-migrate@there\" may not make one");
  }

  @Test
  void whoWouldLockItselfOut_isToldSo() throws SQLException {
    assertIsRefused("other", "other could not connect any more");
  }

  private void assertIsRefused(String login, String why) throws SQLException {
    Scratch.execute(superuser, "create database one");
    Ended ended = gaia("migrate", "--database", url(login, "one"));
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains(why, "log in as gaia-migrate@...");
    assertThat(Scratch.read(superuser, "select rolname from pg_roles where rolname ~ '^gaia_'"))
        .isEmpty();
  }

  @Test
  void superuser_adopts() throws SQLException, IOException {
    Scratch.execute(superuser, "create database one");
    try (Connection root = connect("root", "one")) {
      Scratch.execute(root, Old.sql().replace("set role cloudsqlsuperuser;", ""));
    }
    gaia("adopt", "--lose-data", "--issuer", Old.ISSUER, "--database", url("root", "one"))
        .succeeded();
    assertThat(gaia("drift", "--database", url("root", "one")).out()).contains("no drift");
  }

  private void assertIsOurs(String url) {
    gaia("migrate", "--database", url).succeeded();
    assertThat(gaia("migrate", "--database", url).out()).contains("nothing to do");
    assertThat(gaia("drift", "--database", url).out()).contains("no drift");
  }

  private String url(String login, String database) {
    return "postgresql://%s:a@%s:%d/%s".formatted(login, server.host(), server.port(), database);
  }

  private Connection connect(String login, String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%d/%s".formatted(server.host(), server.port(), database), login, "a");
  }
}
