package gaia.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LocalPostgresTest {
  private static LocalPostgres postgres;

  @BeforeAll
  static void start() {
    postgres = LocalPostgres.temporary();
  }

  @AfterAll
  static void stop() {
    postgres.close();
  }

  @Test
  void migrateMayMakeRolesAndDatabases_nobodyIsSuperuser() throws SQLException {
    try (Connection migrate = postgres.connect("migrate", "gaia")) {
      assertThat(ask(migrate, "select current_setting('is_superuser')")).isEqualTo("off");
      run(migrate, "set role cloudsqlsuperuser");
      run(migrate, "create role gaia_probe");
      run(migrate, "grant gaia_probe to \"gaia-session@local.iam\"");
      run(migrate, "create schema probe");
      run(migrate, "create database gaia_probe");
    }
  }

  @Test
  void loginWithoutItsPassword_isRefused() {
    Server server = new Server(postgres.host(), postgres.port(), () -> {});
    assertThatThrownBy(() -> server.connect(Server.SUPERUSER, "wrong", "postgres"))
        .hasMessageContaining("password authentication failed");
    assertThatThrownBy(() -> server.connect(LocalPostgres.login("session"), "wrong", "gaia"))
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void copyKeepsOwnerAndGrants() throws SQLException {
    try (Connection migrate = postgres.connect("migrate", "postgres")) {
      run(migrate, "set role cloudsqlsuperuser");
      run(migrate, "create database template_here");
      run(migrate, "revoke connect on database template_here from public");
      run(migrate, "grant connect on database template_here to \"gaia-session@local.iam\"");
    }
    postgres.copyDatabase("template_here", "copy_here");

    postgres.connect("session", "copy_here").close();
    assertThatThrownBy(() -> postgres.connect("invite", "copy_here"))
        .hasMessageContaining("permission denied for database");
    try (Connection migrate = postgres.connect("migrate", "copy_here")) {
      String owner = "select datdba::regrole::text from pg_database where datname = 'copy_here'";
      assertThat(ask(migrate, owner)).isEqualTo("cloudsqlsuperuser");
    }
  }

  @Test
  void url_isWhatLibpqReads() {
    assertThat(postgres.url("session", "gaia"))
        .matches("postgresql://gaia-session%40local\\.iam:[0-9a-f]{36}@127\\.0\\.0\\.1:\\d+/gaia");
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String ask(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getString(1);
    }
  }
}
