package gaia.catalog;

/** What somebody noted: of an item, or of a column that is no item of its own. */
public final class Comment {
  private static final String WHOLE = "comment";
  private static final String OF_COLUMN = "comment of ";

  private Comment() {}

  public static boolean is(String fact) {
    return fact.equals(WHOLE) || fact.startsWith(OF_COLUMN);
  }

  /**
   * What {@code comment on} calls it.
   *
   * @param object the same of the whole item
   */
  public static String on(Item item, String fact, String object) {
    return fact.equals(WHOLE)
        ? object
        : "column " + item.full() + "." + fact.substring(OF_COLUMN.length());
  }
}
