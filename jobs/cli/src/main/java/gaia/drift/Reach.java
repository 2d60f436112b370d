package gaia.drift;

import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.cli.Outcome;
import gaia.cli.Owner;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the login may change what differs: SQL that is bound to fail is not worth printing. */
final class Reach {
  private final Connection connection;
  private final Catalog actual;

  Reach(Connection connection, Catalog actual) {
    this.connection = connection;
    this.actual = actual;
  }

  void mustHold(List<Difference> differences) throws SQLException {
    for (Difference difference : differences) {
      Item item = actual.find(difference.id());
      if (item != null) {
        mustReach(item);
      }
    }
  }

  private void mustReach(Item item) throws SQLException {
    switch (item.kind()) {
      case ROLE -> mustAdminister(item, item.name(), "drop or alter it");
      case MEMBERSHIP ->
          mustAdminister(item, item.within(), "revoke " + item.within() + " from " + item.name());
      default -> mustOwn(item);
    }
  }

  private void mustAdminister(Item item, String role, String remedy) throws SQLException {
    String login = loginWithout(role, "MEMBER WITH ADMIN OPTION");
    if (login != null) {
      throw Stop.because(
          Outcome.REFUSED,
          "%s is not for %s to change, which has no admin option on %s"
              .formatted(item.id(), login, role),
          "as whoever made it: " + remedy);
    }
  }

  private void mustOwn(Item item) throws SQLException {
    Item owned = owned(item);
    String owner = owned == null ? Owner.ROLE : owned.fact("owner", Owner.ROLE);
    // Who made our roles may become each of them; pg_database_owner is the owner of the database.
    if (owned == null || owner.startsWith("gaia_") || owner.equals("pg_database_owner")) {
      return;
    }
    String login = loginWithout(owner, "MEMBER");
    if (login != null) {
      throw Stop.because(
          Outcome.REFUSED,
          "%s belongs to %s, for which %s may not act".formatted(owned.id(), owner, login),
          "as %s: alter %s owner to %s, then ask again".formatted(owner, owned.id(), Owner.ROLE));
    }
  }

  private @Nullable Item owned(Item item) {
    for (Item each = item; each != null; ) {
      if (each.has("owner")) {
        return each.kind() == Kind.PARTITION ? null : each;
      }
      String of = each.of();
      each = of == null ? null : actual.find(of);
    }
    return null;
  }

  /** The login where it has not that right on the role, else null. */
  private @Nullable String loginWithout(String role, String right) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "select quote_ident(session_user) where not pg_has_role(session_user, ?::regrole, ?)")) {
      statement.setString(1, role);
      statement.setString(2, right);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getString(1) : null;
      }
    }
  }
}
