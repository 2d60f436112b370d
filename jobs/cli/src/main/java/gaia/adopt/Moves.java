package gaia.adopt;

import static java.util.stream.Collectors.joining;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

  private static final Pattern KEY = Pattern.compile("PRIMARY KEY \\(([^)]+)\\).*");

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
        String schema = Aside.name(table.split("\\.", 2)[0]);
        Session.execute(connection, "create schema if not exists " + schema);
        Session.execute(connection, "create table adopt_" + table + " ()");
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

  private void move(String table) throws SQLException {
    Item source = old.find("table " + table);
    String query = Query.of(table);
    Stage stage = Stage.fill(connection, table, query, expected, key(source));
    if (source == null) {
      stage.keep(new Tally());
      return;
    }
    stage.keep(tally);
    String read = table.equals("auth.users") ? query + Query.of("accounts") : query;
    for (Item column : old.parts(source.id(), Kind.COLUMN)) {
      if (!read.contains("'" + column.name() + "'") && !keys(source).contains(column.name())) {
        noPlace(source, column);
      }
    }
  }

  private void noPlace(Item source, Item column) throws SQLException {
    long values = count("select count(" + column.name() + ") from " + aside(source));
    if (values > 0) {
      tally.add(column.full(), 0, values, List.of(values + " values have no place"));
    }
  }

  /** The columns that an old row is known by; a number that only numbered it is no loss. */
  private List<String> keys(Item source) {
    return old.parts(source.id(), Kind.CONSTRAINT).stream()
        .map(constraint -> KEY.matcher(constraint.fact("definition", "")))
        .filter(Matcher::matches)
        .findFirst()
        .map(key -> List.of(key.group(1).split(", ", 0)))
        .orElse(List.of());
  }

  private String key(@Nullable Item source) {
    return source == null
        ? "null"
        : keys(source).stream()
            .map(column -> "source ->> '" + column + "'")
            .collect(joining(", ", "nullif(concat_ws(', ', null, ", "), '')"))
            .replace("null, )", "null)");
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
