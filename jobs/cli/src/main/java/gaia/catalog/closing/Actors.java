package gaia.catalog.closing;

import static gaia.catalog.closing.Step.ADMIN;
import static gaia.catalog.closing.Step.OWNER;

import gaia.catalog.Item;
import gaia.catalog.form.Maker;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** As whom each statement runs, since nobody is superuser. */
final class Actors {
  List<Step> say(Item item, String sql, @Nullable Loss loss) {
    return switch (item.kind()) {
      case ROLE, MEMBERSHIP -> List.of(new Step(ADMIN, sql, loss));
      case SETTING ->
          List.of(new Step(item.within().startsWith("role ") ? ADMIN : OWNER, sql, loss));
      case DEFAULT_PRIVILEGES -> asMaker(item, sql);
      default -> List.of(new Step(OWNER, sql, loss));
    };
  }

  /** Who gives a thing away acts as its owner, and may become the one that gets it. */
  List<Step> own(String sql, String from, String to) {
    return as(from, to, sql);
  }

  private static List<Step> asMaker(Item item, String sql) {
    String maker = Maker.of(item);
    return maker.equals(OWNER) ? List.of(new Step(OWNER, sql, null)) : as(maker, OWNER, sql);
  }

  /** Who made our roles may grant them to itself, and gives them back right after. */
  private static List<Step> as(String role, String other, String sql) {
    List<String> lent = new ArrayList<>(List.of(role, other));
    // The owner of the database is a member of pg_database_owner, and nobody else can be.
    lent.removeIf(r -> r.equals(ADMIN) || r.equals(OWNER) || r.equals("pg_database_owner"));
    if (lent.isEmpty() && !role.equals(ADMIN)) {
      return List.of(new Step(OWNER, sql, null));
    }
    if (!role.startsWith("gaia_") && !role.equals(ADMIN)) {
      return List.of(new Step("", sql, null));
    }
    List<Step> steps = new ArrayList<>();
    steps.add(admin("grant gaia_owner to cloudsqlsuperuser with inherit true, set true"));
    lent.forEach(
        r -> steps.add(admin("grant " + r + " to cloudsqlsuperuser with inherit true, set true")));
    steps.add(admin(sql));
    lent.forEach(r -> steps.add(admin("revoke " + r + " from cloudsqlsuperuser")));
    steps.add(admin("grant gaia_owner to cloudsqlsuperuser with inherit false, set true"));
    return steps;
  }

  private static Step admin(String sql) {
    return new Step(ADMIN, sql, null);
  }
}
