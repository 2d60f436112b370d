package gaia.drift;

import gaia.catalog.Brought;
import gaia.catalog.Catalog;
import gaia.catalog.Difference;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.form.Maker;
import gaia.catalog.form.Sql;
import gaia.cli.Outcome;
import gaia.cli.Owner;
import gaia.cli.Stop;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Whether the login may change what differs: SQL that is bound to fail is not worth printing. */
final class Reach {
  private static final Map<String, String> OF_SUPERUSERS =
      Map.of("superuser", "rolsuper", "replication", "rolreplication", "bypassrls", "rolbypassrls");

  private final Connection connection;
  private final Catalog actual;

  Reach(Connection connection, Catalog actual) {
    this.connection = connection;
    this.actual = actual;
  }

  void mustHold(List<Difference> differences) throws SQLException {
    HandedOn handedOn = new HandedOn(differences);
    for (Difference difference : differences) {
      if (difference.kind() == Kind.SETTING && difference.id().endsWith(" on role all")) {
        mustBeSuperuser(difference.id(), "alter role all set or reset it");
      }
      if (Brought.is(difference)) {
        throw Stop.because(
            Outcome.REFUSED,
            difference.id() + " is a superuser's to change: " + difference.state(),
            "as a superuser: grant or revoke it, then ask again");
      }
      Item item = actual.find(difference.id());
      if (item != null) {
        mustReach(difference, item, handedOn);
      }
    }
  }

  private void mustReach(Difference difference, Item item, HandedOn handedOn) throws SQLException {
    switch (item.kind()) {
      case ROLE -> {
        mustAdminister(item, item.name(), "drop or alter it");
        mustHaveAttributes(difference, item);
      }
      case MEMBERSHIP -> {
        mustAdminister(item, item.within(), "revoke " + item.within() + " from " + item.name());
        handedOn.mustBeTakenBack(difference, item);
      }
      case SETTING -> {
        if (item.has("login")) {
          String login = item.within().replaceFirst("^role (.*?)( in database)?$", "$1");
          mustAdminister(item, login, "alter " + item.within() + " reset " + item.name());
        } else {
          mustOwn(item);
        }
      }
      case GRANT -> {
        mustOwn(item);
        handedOn.mustBeRevocable(difference, item);
      }
      case DEFAULT_PRIVILEGES -> mustActFor(item, Maker.of(item));
      case EXTENSION -> mustHaveMade(item);
      default -> mustOwn(item);
    }
  }

  /** Nobody changes a superuser but another, and each of these only who has it himself. */
  private void mustHaveAttributes(Difference difference, Item role) throws SQLException {
    for (Map.Entry<String, String> attribute : new TreeMap<>(OF_SUPERUSERS).entrySet()) {
      String name = attribute.getKey();
      boolean isBehind = name.equals("superuser") && role.has(name);
      if ((isBehind || difference.differing().contains(name)) && !adminHas(attribute.getValue())) {
        throw Stop.because(
            Outcome.REFUSED,
            "%s differs in %s, which a superuser alone may change".formatted(role.id(), name),
            "as a superuser: alter role %s %s%s, then ask again"
                .formatted(
                    role.name(), difference.expectedFacts().containsKey(name) ? "" : "no", name));
      }
    }
  }

  private void mustBeSuperuser(String id, String remedy) throws SQLException {
    if (!adminHas("rolsuper")) {
      throw Stop.because(
          Outcome.REFUSED, id + " is a superuser's to change", "as a superuser: " + remedy);
    }
  }

  private void mustActFor(Item privileges, String maker) throws SQLException {
    if (isOurs(maker)) {
      return;
    }
    String login = loginWithout(maker, "USAGE");
    if (login != null) {
      throw Stop.because(
          Outcome.REFUSED,
          "%s are said by %s, for which %s may not act".formatted(privileges.id(), maker, login),
          "as %s: alter default privileges for role %s, then ask again".formatted(maker, maker));
    }
  }

  private static void mustHaveMade(Item extension) {
    String maker = extension.fact("maker", Owner.ROLE);
    if (!maker.equals(Owner.ROLE)) {
      throw Stop.because(
          Outcome.REFUSED,
          "%s belongs to %s, and an extension cannot be handed over"
              .formatted(extension.id(), maker),
          "as %s: drop or alter %s, then ask again".formatted(maker, extension.id()));
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
    if (owned == null || isOurs(owner)) {
      return;
    }
    String login = loginWithout(owner, "MEMBER");
    if (login != null) {
      throw Stop.because(
          Outcome.REFUSED,
          "%s belongs to %s, for which %s may not act".formatted(owned.id(), owner, login),
          "as %s: alter %s owner to %s, then ask again"
              .formatted(owner, Sql.object(owned), Owner.ROLE));
    }
  }

  private @Nullable Item owned(Item item) {
    for (Item each = item; each != null; ) {
      if (each.has("owner")) {
        return each;
      }
      String of = each.of();
      each = of == null ? null : actual.find(of);
    }
    return null;
  }

  /** Who made our roles may become each of them; pg_database_owner is the owner of the database. */
  private static boolean isOurs(String role) {
    return role.startsWith("gaia_") || role.equals("pg_database_owner");
  }

  /** Whether the role has it as which the SQL changes roles; what a member has is not its own. */
  private boolean adminHas(String attribute) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement(
                "select from pg_roles where rolname = 'cloudsqlsuperuser' and (rolsuper or "
                    + attribute
                    + ")");
        ResultSet admin = statement.executeQuery()) {
      return admin.next();
    }
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
