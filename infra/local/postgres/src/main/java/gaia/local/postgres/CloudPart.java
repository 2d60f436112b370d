package gaia.local.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What Terraform and Cloud SQL make in the cloud, made here by the superuser, who is not used for
 * anything else. Safe to run again.
 */
final class CloudPart {
  private final Connection superuser;

  CloudPart(Connection superuser) {
    this.superuser = superuser;
  }

  void provide(List<String> words, Passwords passwords) throws SQLException {
    create(
        "pg_roles", "rolname", "cloudsqlsuperuser", "create role %s nologin createrole createdb");
    // It is a member of these on Cloud SQL too.
    run(
        "grant pg_monitor, pg_read_all_stats, pg_signal_backend to cloudsqlsuperuser with admin option");
    for (String word : words) {
      String login = LocalPostgres.login(word);
      create("pg_roles", "rolname", login, "create role %s login");
      setPassword(login, passwords.of(login));
    }
    run("grant cloudsqlsuperuser to " + identifier(LocalPostgres.login("migrate")));
    create("pg_database", "datname", "gaia", "create database %s owner cloudsqlsuperuser");
  }

  void setPassword(String login, String password) throws SQLException {
    run("alter role " + identifier(login) + " password " + literal(password));
  }

  /** A copy with the template's owner and, what {@code create database} leaves out, its grants. */
  void copy(String template, String name) throws SQLException {
    String owner =
        text("select datdba::regrole::text from pg_database where datname = ?", template);
    run(
        "create database %s template %s owner %s"
            .formatted(identifier(name), identifier(template), owner));
    run("revoke all on database " + identifier(name) + " from public");
    String grants =
        """
        select format('grant %s on database %I to %s', acl.privilege_type, ?::text,
                      case acl.grantee when 0 then 'public' else acl.grantee::regrole::text end)
        from pg_database d, aclexplode(coalesce(d.datacl, acldefault('d', d.datdba))) acl
        where d.datname = ?
        """;
    for (String grant : texts(grants, name, template)) {
      run(grant);
    }
  }

  void drop(String name) throws SQLException {
    run("drop database if exists " + identifier(name) + " with (force)");
  }

  private void create(String catalog, String column, String name, String statement)
      throws SQLException {
    String exists = "select 1::text from " + catalog + " where " + column + " = ?";
    if (texts(exists, name).isEmpty()) {
      run(statement.formatted(identifier(name)));
    }
  }

  private String text(String query, String value) throws SQLException {
    List<String> found = texts(query, value);
    if (found.isEmpty()) {
      throw new SQLException("found nothing by the name " + value);
    }
    return found.getFirst();
  }

  private List<String> texts(String query, String... values) throws SQLException {
    try (PreparedStatement statement = superuser.prepareStatement(query)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = superuser.createStatement()) {
      statement.execute(sql);
    }
  }

  private String identifier(String name) throws SQLException {
    return text("select quote_ident(?)", name);
  }

  private String literal(String text) throws SQLException {
    return text("select quote_literal(?)", text);
  }
}
