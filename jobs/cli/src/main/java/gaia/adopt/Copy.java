package gaia.adopt;

import static java.util.stream.Collectors.joining;

import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.closing.Closing;
import gaia.catalog.closing.Step;
import gaia.cli.Beside;
import gaia.cli.Failure;
import gaia.cli.Run;
import gaia.schema.Bootstrap;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * The old database with all its rows in one of its own, where an adoption is tried. Its one
 * transaction is never kept, so no role is left behind either.
 */
final class Copy implements AutoCloseable {
  private static final Set<Kind> KINDS =
      Set.of(Kind.SCHEMA, Kind.EXTENSION, Kind.TYPE, Kind.DOMAIN, Kind.TABLE, Kind.COLUMN);
  private static final Set<String> FACTS =
      Set.of("type", "collation", "definition", "base", "schema", "form");

  private final Run run;
  private final Beside beside;
  private final Connection connection;
  private List<String> missing = List.of();

  private Copy(Run run, Beside beside, Connection connection) {
    this.run = run;
    this.beside = beside;
    this.connection = connection;
  }

  static Copy of(Run run, Connection live, Catalog old) throws SQLException {
    Beside beside = Beside.of(run, "gaia_adoption");
    Session.asLogin(live);
    beside.make();
    Copy copy = new Copy(run, beside, beside.database().connect());
    try {
      copy.fill(live, old);
      return copy;
    } catch (SQLException | RuntimeException e) {
      copy.close();
      throw e;
    }
  }

  Connection connection() {
    return connection;
  }

  private void fill(Connection live, Catalog old) throws SQLException {
    // A policy that would hide rows from this login ends it instead.
    Session.execute(live, "set row_security = off");
    connection.setAutoCommit(false);
    Bootstrap.becomeAdmin(connection);
    Catalog shape = shape(old);
    for (Step step : Closing.of(shape, shape(Catalog.read(connection))).steps()) {
      make(step);
    }
    for (Item table : shape.items(Kind.TABLE)) {
      rows(live, table, old, shape);
    }
    missing = new Rest(connection, old).make();
  }

  /**
   * An extension that nobody but a superuser makes is tried again with the rest, which names it.
   */
  private void make(Step step) throws SQLException {
    Savepoint before = connection.setSavepoint();
    try {
      Session.execute(connection, step.sql());
      connection.releaseSavepoint(before);
    } catch (SQLException e) {
      if (!step.sql().startsWith("create extension ")) {
        throw e;
      }
      connection.rollback(before);
    }
  }

  /** What was tried on. */
  @Override
  public String toString() {
    return missing.isEmpty()
        ? "on a copy of all of it"
        : "on a copy without " + String.join(", ", missing);
  }

  /** Rows need columns to lie in and types to be of; nothing more is looked at. */
  private static Catalog shape(Catalog catalog) {
    List<Item> items = catalog.items().stream().filter(Copy::isCopied).map(Copy::bare).toList();
    return Catalog.of(items);
  }

  /** Of the rules only what an old row is known by. */
  private static boolean isCopied(Item item) {
    return KINDS.contains(item.kind())
        || (item.kind() == Kind.CONSTRAINT && item.fact("form", "").equals("primary key"));
  }

  private static Item bare(Item item) {
    Map<String, String> facts = new LinkedHashMap<>(item.facts());
    facts.keySet().retainAll(FACTS);
    return new Item(item.kind(), item.within(), item.name(), item.of(), facts, item.needs());
  }

  private void rows(Connection live, Item table, Catalog old, Catalog shape) throws SQLException {
    String columns =
        shape.parts(table.id(), Kind.COLUMN).stream().map(Item::name).collect(joining(", "));
    Item source = old.find(table.id());
    // A partitioned table has its rows in its partitions, any other one its own.
    String only = source != null && source.has("partition by") ? "" : "only ";
    String out = "copy (select %s from %s%s) to stdout".formatted(columns, only, table.full());
    String in = "copy %s (%s) from stdin".formatted(table.full(), columns);
    if (columns.isEmpty()) {
      return;
    }
    try (PGCopyOutputStream into =
        new PGCopyOutputStream(connection.unwrap(PGConnection.class), in)) {
      live.unwrap(PGConnection.class).getCopyAPI().copyOut(out, into);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws SQLException {
    try {
      connection.close();
      beside.drop();
    } catch (SQLException e) {
      run.progress("the copy " + beside + " stays for the next run: " + Failure.text(e));
    }
  }
}
