package gaia.adopt;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.catalog.Catalog;
import gaia.cli.Scratch;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The seed's old database, as its login sees it. */
final class Old {
  static final String ISSUER = "https://people.example/";

  private Old() {}

  /** With what its administrator did there later. */
  static Scratch database(String... later) throws SQLException, IOException {
    Scratch database = Scratch.empty();
    try (Connection login = database.as("migrate")) {
      Scratch.execute(login, sql());
      Scratch.execute(login, "set role cloudsqlsuperuser");
      for (String change : later) {
        Scratch.execute(login, change);
      }
    }
    return database;
  }

  static String sql() throws IOException {
    try (InputStream sql = Old.class.getResourceAsStream("old.sql")) {
      return new String(sql.readAllBytes(), UTF_8);
    }
  }

  static String fingerprint(Scratch database) throws SQLException {
    try (Connection login = database.as("migrate")) {
      return Catalog.read(login).fingerprint();
    }
  }

  static List<String> read(Scratch database, String query) throws SQLException {
    try (Connection login = database.as("migrate")) {
      return Scratch.read(login, query);
    }
  }

  static List<String> databases(Scratch database) throws SQLException {
    return read(database, "select datname from pg_database");
  }
}
