package gaia.catalog;

import org.jspecify.annotations.Nullable;

/** Grants on what came with the server, or on its settings: a superuser's to give and to take. */
public final class Brought {
  private Brought() {}

  public static boolean is(Item item) {
    return is(item.id(), item.of());
  }

  public static boolean is(Difference difference) {
    return is(difference.id(), difference.of());
  }

  private static boolean is(String id, @Nullable String of) {
    return (Kind.DATABASE.word() + " database").equals(of)
        && id.startsWith(Kind.GRANT.word() + " ")
        && !id.startsWith(Kind.GRANT.word() + " database to ");
  }
}
