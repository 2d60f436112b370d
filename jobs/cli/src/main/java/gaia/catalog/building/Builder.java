package gaia.catalog.building;

import gaia.catalog.Brought;
import gaia.catalog.Catalog;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.building.Building.Given;
import gaia.catalog.building.Building.Made;
import gaia.catalog.form.DefaultForm;
import gaia.catalog.form.Form;
import gaia.catalog.form.Forms;
import gaia.catalog.form.Inherited;
import gaia.catalog.form.Maker;
import gaia.catalog.form.Outline;
import gaia.catalog.form.Refusal;
import gaia.catalog.form.Site;
import gaia.catalog.form.Sql;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Says each item of a catalog in SQL. */
final class Builder {
  private static final Set<Kind> OF_THE_SERVER = EnumSet.of(Kind.ROLE, Kind.MEMBERSHIP);

  /** Of a partition, what the statement that makes it says already, or another one does. */
  private static final Set<String> SAID =
      Set.of("parent", "bound", "partition by", "columns", "owner", "comment", "half detached");

  /** The owner too is held to its policies, and then copies nothing in. */
  private static final String FORCED = "forced row security";

  private static final String TABLESPACE = "tablespace";

  /** So it is made, and looks at no row. */
  private static final String NOT_VALID = "valid";

  private final Site site;
  private final String owner;
  private final UsualPath usual;
  private final Extensions extensions;

  /** Less the defaults that a table is made without. */
  private Site ofTables;

  /** What has rows pass the checks that are made; their functions may read what comes last. */
  private final List<String> checked = new ArrayList<>();

  private final List<String> refused = new ArrayList<>();

  Builder(Catalog live, String owner, UsualPath usual) {
    site = new Site(live, Newborn.of(owner));
    ofTables = site;
    this.owner = owner;
    this.usual = usual;
    extensions = new Extensions(live);
  }

  Building build() {
    Catalog live = site.expected();
    Stages stages = new Stages(live, live.items().stream().filter(this::isMade).toList());
    if (!stages.deferred().isEmpty()) {
      ofTables = new Site(live.without(stages.deferred()::contains), site.actual());
    }
    List<String> before = new ArrayList<>();
    stages.early().forEach(item -> before.addAll(makeAndCheck(item)));
    stages.texts().forEach(item -> before.addAll(make(item)));
    List<Made> keys = made(stages.own(Kind.CONSTRAINT));
    List<Made> indexes = made(stages.own(Kind.INDEX));
    List<String> after = new ArrayList<>(changedAtBirth());
    stages.late().forEach(item -> after.addAll(make(item)));
    // Of this table alone: those that inherit from it have their own.
    stages.deferred().stream()
        .flatMap(item -> make(item).stream())
        .map(sql -> sql.replaceFirst("^alter table ", "alter table only "))
        .forEach(after::add);
    after.addAll(usual.within(Refreshes.of(stages)));
    after.addAll(usual.within(checked));
    List<String> last = new ArrayList<>();
    live.items().forEach(item -> last.addAll(finish(item)));
    live.items(Kind.OTHER).stream()
        .filter(Builder::isPublication)
        .forEach(item -> last.addAll(make(item)));
    // Not before all is made, or it would be granted on top of what is.
    live.items(Kind.DEFAULT_PRIVILEGES).stream()
        .filter(item -> saidBy(item) == null)
        .forEach(item -> last.addAll(make(item)));
    refused.addAll(stages.circles());
    List<Given> given = new ArrayList<>();
    live.items().forEach(item -> given(item, given));
    return new Building(
        Here.named(new Roles(site).statements()),
        Here.named(before),
        keys,
        indexes,
        Here.named(after),
        Here.named(last),
        given,
        reordered(),
        refused);
  }

  private List<String> reordered() {
    return site.expected().items(Kind.TABLE).stream()
        .filter(table -> !Inherited.order(table, site).equals(names(table)))
        .map(Item::id)
        .toList();
  }

  private List<String> names(Item table) {
    return site.expected().parts(table.id(), Kind.COLUMN).stream().map(Item::name).toList();
  }

  private List<Made> made(List<Item> items) {
    return items.stream().map(item -> new Made(item.within(), Here.named(make(item)))).toList();
  }

  private boolean isMade(Item item) {
    return !OF_THE_SERVER.contains(item.kind())
        && item.kind() != Kind.DATABASE
        && !Roles.isSetting(item)
        && item.kind() != Kind.DEFAULT_PRIVILEGES
        && !isPartOfTable(item)
        && !isPublication(item)
        && !isGrantOnGiven(item)
        && site.actual().find(item.id()) == null;
  }

  /** It names tables and does not need them. */
  private static boolean isPublication(Item item) {
    return item.kind() == Kind.OTHER && item.name().startsWith("publication ");
  }

  private boolean isPartOfTable(Item item) {
    return item.kind() == Kind.COLUMN || DefaultForm.isOfTable(item);
  }

  /** What every new database has and this one has not, or not so. */
  private List<String> changedAtBirth() {
    List<String> statements = new ArrayList<>();
    for (Item born : site.actual().items()) {
      Item live = site.expected().find(born.id());
      if (live == null && born.kind() == Kind.SCHEMA) {
        return List.of("drop schema public");
      }
      if (live == null) {
        statements.addAll(form(born).drop(born, site));
      } else if (born.kind() != Kind.SCHEMA) {
        Set<String> facts = new TreeSet<>(live.facts().keySet());
        facts.addAll(born.facts().keySet());
        facts.removeIf(f -> live.fact(f, "").equals(born.fact(f, "")) || f.equals("called"));
        // Neither is the server's to keep for a database that takes the place of another.
        facts.removeAll(Set.of("owner", "is_template", "allow_connections"));
        if (!facts.isEmpty()) {
          List<String> altered = form(born).alter(live, born, facts, site);
          statements.addAll(altered == null ? List.of() : altered);
        }
      }
    }
    return statements;
  }

  private List<String> makeAndCheck(Item item) {
    List<String> statements = new ArrayList<>(make(item));
    statements.addAll(usual.within(checked));
    checked.clear();
    return statements;
  }

  private List<String> make(Item item) {
    List<String> outline = Outline.statements(item);
    if (outline != null) {
      return outline;
    }
    if (Texts.areOfExtension(item, site.expected())) {
      return usual.after(made(item));
    }
    if (usual.has(item)) {
      return usual.within(made(usual.read(item)));
    }
    if (isCheck(item) && !item.has(NOT_VALID) && UsualPath.calls(item)) {
      checked.addAll(altered(item, Set.of(NOT_VALID)));
      return made(with(item, NOT_VALID, "no"));
    }
    return made(item);
  }

  private static boolean isCheck(Item item) {
    return item.kind() == Kind.DOMAIN_CONSTRAINT
        || (item.kind() == Kind.CONSTRAINT && item.fact("form", "").equals("check"));
  }

  private List<String> made(Item item) {
    List<String> statements = new ArrayList<>();
    Item plain = without(item, Set.of(FORCED, TABLESPACE));
    Site at = item.kind() == Kind.TABLE ? ofTables : site;
    statements.addAll(orRefuse(() -> form(plain).create(plain, at)));
    if (item.kind() == Kind.EXTENSION) {
      statements.replaceAll(sql -> Extensions.thereOrMade(item, sql));
    }
    if (extensions.isRoom(item)) {
      statements.replaceAll(
          sql -> sql.replaceFirst("^create schema ", "create schema if not exists "));
    }
    if (item.kind() == Kind.SETTING || Brought.is(item) || extensions.isGrant(item)) {
      statements.replaceAll(Here::whereAllowed);
    }
    if (item.kind() == Kind.MATERIALIZED_VIEW) {
      // What it reads may call what is not there yet.
      statements.replaceAll(sql -> sql + "\nwith no data");
    }
    if (item.kind() == Kind.PARTITION) {
      statements.addAll(ofPartition(item, fact -> !isLateOfPartition(fact)));
    }
    if (item.has(TABLESPACE)) {
      // Another server may have none of that name, or not for everybody.
      altered(item, Set.of(TABLESPACE)).stream().map(Here::whereAllowed).forEach(statements::add);
    }
    return statements;
  }

  private List<String> finish(Item item) {
    List<String> statements = new ArrayList<>();
    if (isMade(item)) {
      statements.addAll(form(item).last(item, null, item.facts().keySet(), site));
    }
    if (item.kind() == Kind.PARTITION) {
      statements.addAll(ofPartition(item, Builder::isLateOfPartition));
    }
    if (item.has(FORCED)) {
      statements.addAll(altered(item, Set.of(FORCED)));
    }
    return statements;
  }

  private static boolean isLateOfPartition(String fact) {
    return fact.startsWith("trigger ") || fact.equals("replica identity");
  }

  private List<String> ofPartition(Item item, Predicate<String> which) {
    Set<String> facts = new TreeSet<>(item.facts().keySet());
    facts.removeAll(SAID);
    facts.removeAll(Set.of(FORCED, TABLESPACE));
    facts.removeIf(which.negate());
    // Where it is made it is sound.
    facts.removeIf(fact -> fact.startsWith("index "));
    return facts.isEmpty() ? List.of() : altered(item, facts);
  }

  private List<String> altered(Item item, Set<String> facts) {
    Item plain = without(item, facts);
    List<String> statements =
        orRefuse(
            () -> {
              List<String> said = form(item).alter(item, plain, facts, site);
              return said == null ? List.of() : said;
            });
    return statements;
  }

  /** Last, since who has given something away can change nothing about it. */
  private void given(Item item, List<Given> given) {
    if (saidBy(item) != null) {
      String maker = String.valueOf(saidBy(item));
      form(item).create(item, site).forEach(sql -> given.add(new Given(maker, sql, null, true)));
      return;
    }
    String to = newOwner(item);
    if (to != null) {
      String schema = item.within().isEmpty() ? null : item.within();
      given.add(new Given(to, "alter " + Sql.object(item) + " owner to " + to, schema, false));
      // What the old owner was granted would have been its own before, and be lost with it.
      site.expected().parts(item.id(), Kind.GRANT).stream()
          .flatMap(grant -> Here.named(form(grant).create(grant, site)).stream())
          .forEach(sql -> given.add(new Given(to, sql, null, true)));
    }
  }

  /** Null where it stays with whoever makes it. */
  private @Nullable String newOwner(Item item) {
    boolean goesAlong = item.kind() == Kind.SEQUENCE && item.has("owned by");
    Item born = site.actual().find(item.id());
    String from = born == null ? owner : born.fact("owner", owner);
    String to = item.fact("owner");
    boolean stays = to == null || to.equals(from) || goesAlong || item.kind() == Kind.DATABASE;
    return stays ? null : to;
  }

  private boolean isGrantOnGiven(Item item) {
    Item of = item.of() == null ? null : site.expected().find(item.of());
    return item.kind() == Kind.GRANT && of != null && newOwner(of) != null;
  }

  /** Whose default privileges these are, where they are not the owner's. */
  private @Nullable String saidBy(Item item) {
    if (item.kind() != Kind.DEFAULT_PRIVILEGES) {
      return null;
    }
    String maker = Maker.of(item);
    return maker.equals(owner) ? null : maker;
  }

  private static Item with(Item item, String fact, String value) {
    Map<String, String> facts = new TreeMap<>(item.facts());
    facts.put(fact, value);
    return new Item(item.kind(), item.within(), item.name(), item.of(), facts, item.needs());
  }

  private static Item without(Item item, Set<String> gone) {
    Map<String, String> facts = new TreeMap<>(item.facts());
    facts.keySet().removeAll(gone);
    return new Item(item.kind(), item.within(), item.name(), item.of(), facts, item.needs());
  }

  private List<String> orRefuse(Supplier<List<String>> statements) {
    try {
      return statements.get();
    } catch (Refusal refusal) {
      refused.add(String.valueOf(refusal.getMessage()));
      return List.of();
    }
  }

  private static Form form(Item item) {
    return Forms.of(item.kind());
  }
}
