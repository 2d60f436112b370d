package gaia.adopt;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The old tables that have a counterpart among ours, and what happens to all others. */
final class Moves {
  // Parents before what refers to them; each has a query of its name in gaia/adopt.
  private static final List<String> TABLES =
      List.of(
          "auth.users",
          "auth.oauth_accounts",
          "game.campaigns",
          "game.campaign_participants",
          "game.chat_history",
          "auth.access_control",
          "audit.security_events",
          "public.campaign_sessions",
          "public.campaign_session_members");

  private final Connection connection;
  private final Catalog old;
  private final Catalog expected;
  private final Issuers issuers;
  private final Tally tally = new Tally();

  Moves(Connection connection, Catalog old, Catalog expected, Issuers issuers) {
    this.connection = connection;
    this.issuers = issuers;
    this.old = old;
    this.expected = expected;
  }

  Tally run() throws SQLException {
    tally.gone(Gone.of(old, expected));
    Session.execute(connection, Query.of("helpers"));
    for (String table : TABLES) {
      // The queries name them all, also where an old database never had one.
      if (old.find("table " + table) == null) {
        standIn(table);
      }
    }
    tally.signing(new People(connection, issuers).run());
    for (String table : TABLES) {
      move(table);
    }
    Session.execute(connection, Query.of("counts"));
    for (Item table : old.items(Kind.TABLE)) {
      if (!TABLES.contains(table.full())) {
        long rows = count("select count(*) from " + aside(table));
        tally.add(table.full(), 0, rows, rows > 0 ? List.of(rows + " have no place") : List.of());
      }
    }
    return tally;
  }

  /** What else had its name goes like all that is aside, only earlier. */
  private void standIn(String table) throws SQLException {
    String schema = Aside.name(table.split("\\.", 2)[0]);
    Session.execute(connection, "create schema if not exists " + schema);
    for (Kind kind : List.of(Kind.VIEW, Kind.MATERIALIZED_VIEW, Kind.SEQUENCE)) {
      if (old.find(kind.word() + " " + table) != null) {
        Session.execute(
            connection, "drop " + kind.word() + " if exists adopt_" + table + " cascade");
      }
    }
    Session.execute(connection, "create table adopt_" + table + " ()");
  }

  private void move(String table) throws SQLException {
    Item source = old.find("table " + table);
    Stage stage = Stage.fill(connection, table, expected, Source.of(table, old));
    stage.keep(source == null ? new Tally() : tally);
  }

  private static String aside(Item table) {
    return Aside.name(table.within()) + "." + table.name();
  }

  private long count(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }
}
