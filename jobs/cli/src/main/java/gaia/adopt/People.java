package gaia.adopt;

import gaia.adopt.Issuers.Issuer;
import gaia.cli.Outcome;
import gaia.cli.Stop;
import gaia.cli.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Gives everybody the id that signing in will compute: of an issuer and a subject. It is decided
 * before the first row moves, since every other table refers to it.
 */
final class People {
  private static final int BATCH = 1000;

  private final Connection connection;
  private final Issuers issuers;

  People(Connection connection, Issuers issuers) {
    this.connection = connection;
    this.issuers = issuers;
  }

  Signing run() throws SQLException {
    say();
    Session.execute(connection, Query.of("accounts"));
    mustBeNamedWell();
    rekey();
    mustBeApart();
    return Signing.read(connection);
  }

  private void say() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("insert into issuers values (?, ?, ?)")) {
      for (Issuer issuer : issuers.all()) {
        statement.setInt(1, issuers.all().indexOf(issuer));
        statement.setString(2, issuer.provider());
        statement.setString(3, issuer.url());
        statement.executeUpdate();
      }
    }
  }

  /** A provider that nobody has an account of was misspelt. */
  private void mustBeNamedWell() throws SQLException {
    String wrong =
        text(
            """
            select string_agg(provider, ', ' order by place) from issuers
            where provider is not null and provider not in (select provider from accounts where provider is not null)
            """);
    if (!wrong.isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "nobody has an account of " + wrong,
          "the providers are: " + text("select string_agg(distinct provider, ', ') from accounts"));
    }
  }

  private void rekey() throws SQLException {
    try (Statement read = connection.createStatement();
        PreparedStatement write =
            connection.prepareStatement(
                "update people set id = ?, issuer = ?, subject = ? where kept = ?")) {
      read.setFetchSize(BATCH);
      int waiting = 0;
      try (ResultSet row =
          read.executeQuery(
              "select kept, issuer, subject from accounts where place = 1 and issuer is not null")) {
        while (row.next()) {
          String issuer = row.getString("issuer");
          String subject = row.getString("subject");
          write.setObject(1, UserId.of(issuer, subject));
          write.setString(2, issuer);
          write.setString(3, subject);
          write.setObject(4, row.getObject("kept", UUID.class));
          write.addBatch();
          if (++waiting % BATCH == 0) {
            write.executeBatch();
          }
        }
      }
      write.executeBatch();
    }
  }

  /** Whoever signs in by an account is one person, and may not get at the rows of another. */
  private void mustBeApart() throws SQLException {
    List<String> clashes = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select string_agg(called, ' and ' order by called)
                  || ' by ' || coalesce(min(subject) || ' of ' || min(issuer), 'their id')
                from people group by id having count(*) > 1 order by 1 limit 5
                """)) {
      while (row.next()) {
        clashes.add(row.getString(1));
      }
    }
    if (!clashes.isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED,
          "several people would be one: " + String.join("; ", clashes),
          "leave each account to one of them, in auth.oauth_accounts; nothing was changed");
    }
  }

  private String text(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      return row.next() && row.getString(1) != null ? row.getString(1) : "";
    }
  }
}
