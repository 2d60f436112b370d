package gaia.admin;

import gaia.cli.Outcome;
import gaia.cli.Stop;
import gaia.database.DatabaseProblem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Who is an admin. Each change and its security event are one statement. */
record Admins(Connection connection) {
  // auth.admin_count holds it, whoever changes what at the same moment.
  private static final String LAST = "admin_count_last_stays";

  /** False: they were one already. */
  boolean grant(Person person) throws SQLException {
    String statement =
        """
        with risen as (
          insert into auth.users as u (user_id, issuer, subject, is_admin) values (?, ?, ?, true)
          on conflict (user_id) do update set is_admin = true where u.is_active and not u.is_admin
          returning user_id
        ), told as (
          insert into audit.security_events (event_id, event_type, resource_type, resource_id, detail)
          select gen_random_uuid(), 'admin-granted', 'user', user_id,
            jsonb_build_object('user_id', user_id, 'by', session_user)
          from risen
        )
        select from risen
        """;
    try (PreparedStatement grant = connection.prepareStatement(statement)) {
      grant.setObject(1, person.userId());
      grant.setString(2, person.issuer());
      grant.setString(3, person.subject());
      if (hasRow(grant)) {
        return true;
      }
    }
    if (isActive(person).orElse(true)) {
      return false;
    }
    throw Stop.because(
        Outcome.REFUSED,
        person + " is deactivated",
        "an admin activates them first: PATCH /v1/account/user/" + person.userId());
  }

  /** False: they were none. */
  boolean revoke(Person person) throws SQLException {
    String statement =
        """
        with fallen as (
          update auth.users set is_admin = false where user_id = ? and is_admin returning user_id
        ), told as (
          insert into audit.security_events (event_id, event_type, resource_type, resource_id, detail)
          select gen_random_uuid(), 'admin-revoked', 'user', user_id,
            jsonb_build_object('user_id', user_id, 'by', session_user)
          from fallen
        )
        select from fallen
        """;
    try (PreparedStatement revoke = connection.prepareStatement(statement)) {
      revoke.setObject(1, person.userId());
      if (hasRow(revoke)) {
        return true;
      }
    } catch (SQLException e) {
      if (DatabaseProblem.constraint(e).filter(LAST::equals).isPresent()) {
        throw last(person, e);
      }
      throw e;
    }
    if (isActive(person).isEmpty()) {
      throw Stop.because(
          Outcome.REFUSED, "nobody is known as " + person, "gaia admin list shows who is an admin");
    }
    return false;
  }

  private static Stop last(Person person, SQLException e) {
    return Stop.because(
        Outcome.REFUSED,
        person + " is the last active admin",
        "make another one first: gaia admin grant --subject SUB",
        e);
  }

  /** Empty: nobody such is known. */
  private Optional<Boolean> isActive(Person person) throws SQLException {
    String query = "select is_active from auth.users where user_id = ?";
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setObject(1, person.userId());
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? Optional.of(row.getBoolean(1)) : Optional.empty();
      }
    }
  }

  /** Those of the latest people; empty where this person's is among them. */
  List<String> issuersBut(Person person) throws SQLException {
    String query =
        """
        select distinct issuer
        from (select user_id, issuer from auth.users order by created_at desc, user_id desc limit 1000) u
        where user_id <> ?
        """;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setObject(1, person.userId());
      List<String> issuers = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          issuers.add(rows.getString(1));
        }
      }
      return issuers.contains(person.issuer()) ? List.of() : issuers;
    }
  }

  /** One of them as the list shows it. */
  record Line(
      String userId,
      String subject,
      String issuer,
      @Nullable String name,
      @Nullable String mail,
      boolean active,
      OffsetDateTime since) {

    Map<String, Object> item() {
      Map<String, Object> item =
          new TreeMap<>(
              Map.of(
                  "user_id",
                  userId,
                  "subject",
                  subject,
                  "issuer",
                  issuer,
                  "is_active",
                  active,
                  "created_at",
                  since.toInstant().toString()));
      if (name != null) {
        item.put("display_name", name);
      }
      if (mail != null) {
        item.put("email", mail);
      }
      return item;
    }

    String[] cells() {
      return new String[] {
        subject,
        issuer,
        name == null ? "-" : name,
        mail == null ? "-" : mail,
        since.toInstant().truncatedTo(ChronoUnit.SECONDS).toString(),
        active ? "" : "deactivated"
      };
    }
  }

  List<Line> list() throws SQLException {
    String query =
        """
        select user_id, subject, issuer, display_name, email, is_active, created_at
        from auth.users where is_admin order by created_at, user_id
        """;
    List<Line> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      while (row.next()) {
        lines.add(
            new Line(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6),
                row.getObject(7, OffsetDateTime.class)));
      }
    }
    return lines;
  }

  private static boolean hasRow(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      return row.next();
    }
  }
}
