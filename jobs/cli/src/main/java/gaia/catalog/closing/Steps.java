package gaia.catalog.closing;

import gaia.catalog.Comment;
import gaia.catalog.Item;
import gaia.catalog.Kind;
import gaia.catalog.form.DefaultGrants;
import gaia.catalog.form.Form;
import gaia.catalog.form.Forms;
import gaia.catalog.form.Numbering;
import gaia.catalog.form.Outline;
import gaia.catalog.form.Refusal;
import gaia.catalog.form.Sql;
import gaia.catalog.form.Whole;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** A plan as statements, each as the role that may run it. */
final class Steps {
  private static final Predicate<Item> OF_THE_SERVER =
      item -> item.kind() == Kind.ROLE || item.kind() == Kind.MEMBERSHIP;

  private final Plan plan;
  private final Actors actors = new Actors();
  private final List<Step> steps = new ArrayList<>();

  Steps(Plan plan) {
    this.plan = plan;
  }

  /** Owners first, since only an owner may change the rest; roles go when nothing is theirs. */
  List<Step> all() {
    List<Item> made = new Creates(plan).ordered();
    List<Item> dropped = new Drops(plan).ordered();
    made.stream().filter(OF_THE_SERVER).forEach(this::make);
    plan.changed.forEach(this::own);
    // Before what lies in them, which nobody reaches otherwise.
    dropped.stream().filter(item -> item.kind() == Kind.SCHEMA).forEach(this::takeOver);
    dropped.stream().filter(item -> !isLate(item)).forEach(this::drop);
    plan.retype.values().forEach(this::setAside);
    made.stream().filter(OF_THE_SERVER.negate()).forEach(this::make);
    plan.changed.forEach(this::describe);
    made.forEach(this::finish);
    plan.changed.forEach(this::finish);
    made.forEach(this::number);
    dropped.stream().filter(this::isLate).forEach(this::drop);
    plan.retype
        .values()
        .forEach(
            type -> say(type, List.of("drop " + type.kind().word() + " " + aside(type, true))));
    return steps;
  }

  private boolean isLate(Item item) {
    return item.kind() == Kind.ROLE || plan.held.contains(item.id());
  }

  private void make(Item item) {
    List<String> outline = Outline.statements(item);
    if (outline != null) {
      say(item, outline);
      return;
    }
    List<String> altered = plan.alter.get(item.id());
    if (altered != null) {
      Loss loss = plan.losses.get(item.id());
      altered.forEach(sql -> steps.addAll(actors.say(item, sql, loss)));
      return;
    }
    say(item, orRefuse(() -> form(item).create(item, plan.site)));
    say(item, DefaultGrants.settle(item, Step.OWNER, plan.site));
    String owner = item.fact("owner");
    if (owner != null && !owner.equals(Step.OWNER)) {
      owned(item, Step.OWNER, owner);
    }
    comment(item);
    if (item.kind() == Kind.TABLE) {
      plan.site.expected().parts(item.id(), Kind.COLUMN).forEach(this::comment);
    }
  }

  private void finish(Item item) {
    if (plan.create.containsKey(item.id())) {
      say(item, form(item).last(item, null, item.facts().keySet(), plan.site));
    }
  }

  private void finish(String id, Set<String> facts) {
    Item item = plan.site.expected().find(id);
    if (item != null && !plan.create.containsKey(id)) {
      say(item, form(item).last(item, plan.site.actual().find(id), facts, plan.site));
    }
  }

  private void number(Item item) {
    if (item.kind() == Kind.SEQUENCE && plan.create.containsKey(item.id())) {
      say(item, Numbering.after(item, plan.site));
    }
  }

  private void describe(String id, Set<String> facts) {
    Item item = plan.site.expected().find(id);
    if (facts.stream().anyMatch(Comment::is) && item != null && !plan.create.containsKey(id)) {
      comment(item);
    }
  }

  private void comment(Item item) {
    item.facts().entrySet().stream()
        .filter(noted -> Comment.is(noted.getKey()))
        .map(noted -> comment(item, noted.getKey(), noted.getValue()))
        .forEach(sql -> say(item, List.of(sql)));
  }

  private static String comment(Item item, String fact, String text) {
    return "comment on %s is %s"
        .formatted(Comment.on(item, fact, Sql.object(item)), Sql.literal(text));
  }

  private void own(String id, Set<String> facts) {
    Item actual = plan.site.actual().find(id);
    if (facts.contains("owner") && actual != null) {
      Item expected = plan.site.expected().find(id);
      // Only a partition has no owner of its own to compare.
      Item model =
          expected != null && expected.has("owner") ? expected : Whole.of(actual, plan.site);
      owned(actual, actual.fact("owner", ""), model.fact("owner", Step.OWNER));
      // What the old owner held went to the new one, and is held by nobody else.
      say(actual, DefaultGrants.restore(actual, model.fact("owner", Step.OWNER), plan.site));
    }
  }

  private void owned(Item item, String from, String to) {
    String object =
        item.kind() == Kind.DATABASE ? "database " + item.fact("called") : Sql.object(item);
    steps.addAll(actors.own("alter " + object + " owner to " + to, from, to));
  }

  /** Only its owner may drop a thing. */
  private void takeOver(Item item) {
    String owner = item.fact("owner", Step.OWNER);
    if (!owner.equals(Step.OWNER)
        && !owner.equals("pg_database_owner")
        && item.kind() != Kind.PARTITION) {
      owned(item, owner, Step.OWNER);
    }
  }

  private void drop(Item item) {
    List<String> outline = Outline.statements(item);
    List<String> statements =
        outline == null ? orRefuse(() -> form(item).drop(item, plan.site)) : outline;
    if (item.kind() != Kind.SCHEMA && !statements.isEmpty()) {
      takeOver(plan.drop.getOrDefault(Outline.whole(item), item));
    }
    Loss loss =
        switch (item.kind()) {
          case TABLE, PARTITION -> Loss.of(item.full());
          case COLUMN -> item.has("generated") ? null : Loss.of(item.within(), item.name());
          default -> null;
        };
    statements.forEach(sql -> steps.addAll(actors.say(item, sql, loss)));
  }

  private void setAside(Item type) {
    say(type, List.of("alter " + type.id() + " rename to " + aside(type, false)));
  }

  private static String aside(Item type, boolean qualified) {
    String name = type.name().replaceFirst("(\"?)$", "__old$1");
    return qualified ? type.within() + "." + name : name;
  }

  private void say(Item item, List<String> statements) {
    statements.forEach(sql -> steps.addAll(actors.say(item, sql, null)));
  }

  private List<String> orRefuse(Supplier<List<String>> statements) {
    try {
      return statements.get();
    } catch (Refusal refusal) {
      plan.refused.add(refusal.getMessage());
      return List.of();
    }
  }

  private static Form form(Item item) {
    return Forms.of(item.kind());
  }
}
