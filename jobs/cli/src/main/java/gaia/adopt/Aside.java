package gaia.adopt;

import gaia.catalog.Brought;
import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.sql.Connection;
import java.sql.SQLException;

/** Old schemas, renamed out of the way until all that has a place was moved into ours. */
final class Aside {
  private static final String PREFIX = "adopt_";

  private Aside() {}

  static void put(Connection connection, Catalog old) throws SQLException {
    for (Item schema : old.items(Kind.SCHEMA)) {
      Session.execute(
          connection, "alter schema " + schema.name() + " rename to " + name(schema.name()));
    }
  }

  static Catalog ignore(Catalog catalog) {
    return catalog.without(
        item ->
            switch (item.kind()) {
              case SCHEMA -> isAside(item.name());
              // Who logs in there may be so for another database's sake.
              case MEMBERSHIP, SETTING -> item.has("login");
              case GRANT -> Brought.is(item);
              case OTHER -> item.name().matches(".*[ (]\"?" + PREFIX + ".*");
              case EXTENSION -> isAside(item.fact("schema", ""));
              default -> false;
            });
  }

  static void drop(Connection connection) throws SQLException {
    for (Item schema : Catalog.read(connection).items(Kind.SCHEMA)) {
      if (isAside(schema.name())) {
        Session.execute(connection, "drop schema " + schema.name() + " cascade");
      }
    }
  }

  /** {@code auth} to {@code adopt_auth}, and {@code "Odd"} to {@code "adopt_Odd"}. */
  static String name(String schema) {
    return schema.startsWith("\"") ? "\"" + PREFIX + schema.substring(1) : PREFIX + schema;
  }

  private static boolean isAside(String schema) {
    return schema.startsWith(PREFIX) || schema.startsWith("\"" + PREFIX);
  }
}
