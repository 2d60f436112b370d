package gaia.catalog;

import java.util.Locale;

/**
 * What a catalog holds, in the order in which a database is built where nothing else decides; each
 * is read by the query of its name in {@code gaia/catalog/}.
 */
public enum Kind {
  ROLE(Shape.PLAIN),
  MEMBERSHIP(Shape.ON),
  DATABASE(Shape.PLAIN),
  SETTING(Shape.ON),
  SCHEMA(Shape.PLAIN),
  EXTENSION(Shape.PLAIN),
  DEFAULT_PRIVILEGES(Shape.TO),
  TYPE(Shape.INSIDE),
  DOMAIN(Shape.INSIDE),
  DOMAIN_CONSTRAINT(Shape.ON),
  SEQUENCE(Shape.INSIDE),
  FUNCTION(Shape.INSIDE),
  AGGREGATE(Shape.INSIDE),
  TABLE(Shape.INSIDE),
  COLUMN(Shape.INSIDE),
  PARTITION(Shape.INSIDE),
  VIEW(Shape.INSIDE),
  // Of a view too, and whatever an item belongs to is read before it.
  DEFAULT(Shape.INSIDE),
  MATERIALIZED_VIEW(Shape.INSIDE),
  OTHER(Shape.PLAIN),
  INDEX(Shape.PLAIN),
  CONSTRAINT(Shape.ON),
  STATISTICS(Shape.INSIDE),
  RULE(Shape.ON),
  TRIGGER(Shape.ON),
  POLICY(Shape.ON),
  GRANT(Shape.TO);

  private final Shape shape;

  Kind(Shape shape) {
    this.shape = shape;
  }

  /** As a person says it: {@code materialized view}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  String query() {
    return name().toLowerCase(Locale.ROOT);
  }

  String full(String within, String name) {
    return switch (shape) {
      case PLAIN -> name;
      case INSIDE -> within + "." + name;
      case ON -> name + " on " + within;
      case TO -> within + " to " + name;
    };
  }

  private enum Shape {
    PLAIN,
    INSIDE,
    ON,
    TO
  }
}
