package gaia.adopt;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.form.Sql;
import gaia.cli.Outcome;
import gaia.cli.Owner;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/** Everything old is given to our owner first: only an owner may move it and drop it. */
final class Takeover {
  private static final String OF_THE_DATABASE = "pg_database_owner";

  private Takeover() {}

  /** Refuses before anything is locked or copied. */
  static void mustBePossible(Connection live, Catalog old) throws SQLException {
    mustBeVisible(old);
    Map<String, Item> owners = new TreeMap<>();
    for (Item item : old.items()) {
      if (isForeign(item)) {
        owners.putIfAbsent(item.fact("owner", ""), item);
      }
    }
    for (Map.Entry<String, Item> owner : owners.entrySet()) {
      try (PreparedStatement statement =
          live.prepareStatement(
              "select quote_ident(session_user) where not pg_has_role(session_user, ?::regrole, 'usage')")) {
        statement.setString(1, owner.getKey());
        try (ResultSet row = statement.executeQuery()) {
          if (row.next()) {
            throw refusal(owner.getKey(), owner.getValue(), row.getString(1));
          }
        }
      }
    }
  }

  /** Policies that hold for the owner too would hide rows, which then were lost without a word. */
  private static void mustBeVisible(Catalog old) {
    for (Item table : old.items(Kind.TABLE)) {
      if (table.has("forced row security")) {
        throw Stop.because(
            Outcome.REFUSED,
            table.id() + " hides rows from its owner too",
            "alter table " + table.full() + " no force row level security");
      }
    }
  }

  /**
   * As the login, which acts for the old owners by being a member of them. Schemas last: until then
   * the login may reach what lies in them. What is granted for it goes with the old schemas.
   */
  static void run(Connection connection, Catalog old) throws SQLException {
    Owner.become(connection);
    // Who gives a schema away must be allowed to make one.
    forLogin(connection, "grant create on database %1$I to %2$I");
    for (Item schema : old.items(Kind.SCHEMA)) {
      if (!isForeign(schema)) {
        forLogin(connection, "grant usage on schema " + schema.name() + " to %2$I");
      }
    }
    Session.asLogin(connection);
    for (Item schema : old.items(Kind.SCHEMA)) {
      if (isForeign(schema)) {
        Session.execute(
            connection, "grant usage, create on schema " + schema.name() + " to " + Owner.ROLE);
      }
    }
    for (Item item : old.items()) {
      // A sequence that a column owns goes with its table.
      if (item.kind() != Kind.SCHEMA && !item.has("owned by")) {
        give(connection, item);
      }
    }
    for (Item schema : old.items(Kind.SCHEMA)) {
      give(connection, schema);
    }
    Owner.become(connection);
    forLogin(connection, "revoke create on database %1$I from %2$I");
  }

  private static void give(Connection connection, Item item) throws SQLException {
    if (isForeign(item) && item.kind() != Kind.DATABASE) {
      Session.execute(connection, "alter " + Sql.object(item) + " owner to " + Owner.ROLE);
    }
  }

  private static void forLogin(Connection connection, String statement) throws SQLException {
    Session.execute(
        connection,
        "do $$ begin execute format('%s', current_database(), session_user); end $$"
            .replace("%s", statement.replace("'", "''")));
  }

  private static boolean isForeign(Item item) {
    String owner = item.fact("owner", Owner.ROLE);
    return item.kind() != Kind.PARTITION
        && !owner.equals(Owner.ROLE)
        && !owner.equals(OF_THE_DATABASE);
  }

  private static Stop refusal(String owner, Item item, String login) {
    return Stop.because(
        Outcome.REFUSED,
        "%s belongs to %s, for which %s may not act".formatted(item.id(), owner, login),
        "as an administrator: grant %s to %s".formatted(owner, login));
  }
}
