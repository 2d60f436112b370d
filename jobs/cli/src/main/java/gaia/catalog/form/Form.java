package gaia.catalog.form;

import gaia.catalog.Item;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How one kind of item is said in SQL; statements come without their semicolon. */
public interface Form {
  List<String> create(Item item, Site site);

  List<String> drop(Item item, Site site);

  /**
   * Changes what stands so that these facts are as expected; owners and comments are not among
   * them.
   *
   * @return null where it has to be dropped and made anew
   */
  default @Nullable List<String> alter(Item expected, Item actual, Set<String> facts, Site site) {
    return null;
  }

  /**
   * What can be said of these facts only when all else is there.
   *
   * @param actual what it was before; null where it is made
   */
  default List<String> last(Item expected, @Nullable Item actual, Set<String> facts, Site site) {
    return List.of();
  }
}
