package gaia.backup;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * In how many transactions a file is restored. One is best, all of it or nothing; but it locks all
 * that it makes until its end, and a server has room for some thousand locks.
 */
enum Transactions {
  ONE,
  SEVERAL;

  // A small server has room for 64 by each of 25 connections, and by as many processes of its own.
  private static final int THINGS = 2_000;

  private static final int STATEMENTS = 250;

  private static final String LOCKED =
      """
      select count(*) + (select count(*) from pg_largeobject_metadata)
      from pg_class where oid >= 16384
      """;

  private static final String STOP_AT_ERRORS = "\\set ON_ERROR_STOP on\n";
  private static final String BEGIN = "begin read write;\n";
  private static final String COMMIT = "commit;\n";

  static Transactions of(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LOCKED)) {
      row.next();
      return row.getLong(1) > THINGS ? SEVERAL : ONE;
    }
  }

  /** For psql. */
  String opening() {
    return STOP_AT_ERRORS + (this == ONE ? BEGIN : "set default_transaction_read_only = off;\n");
  }

  String closing() {
    return "reset role;\n" + (this == ONE ? COMMIT : "");
  }

  /** The same statements as scripts that are run one after the other. */
  List<String> scripts(List<String> statements) {
    if (this == ONE || statements.isEmpty()) {
      return List.of(String.join("", statements));
    }
    List<String> scripts = new ArrayList<>();
    for (int from = 0; from < statements.size(); from += STATEMENTS) {
      scripts.add(
          statements.subList(from, Math.min(from + STATEMENTS, statements.size())).stream()
              .collect(joining("", BEGIN, COMMIT)));
    }
    return scripts;
  }
}
