package gaia.catalog.building;

import gaia.catalog.Catalog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that makes a whole database like one that stands, in an empty one, as its owner: first
 * what holds rows and what that needs, then, with the rows there, all that watches over them.
 *
 * @param roles our own as far as they are missing, run by somebody who may make roles
 * @param before statements without their semicolon
 * @param keys constraints that need no more than their table
 * @param indexes as well, once its keys are there
 * @param after as well
 * @param last what names something that was made along with something else
 * @param given what is somebody else's in the end, or is said by somebody else
 * @param reordered tables that get all that is theirs, but not in the order of their columns
 * @param refused what it cannot say in SQL, by name; the rest is not to be run then
 */
public record Building(
    List<String> roles,
    List<String> before,
    List<Made> keys,
    List<Made> indexes,
    List<String> after,
    List<String> last,
    List<Given> given,
    List<String> reordered,
    List<String> refused) {
  /**
   * A statement that wants the rights of another role beside the owner's.
   *
   * @param role as SQL names it
   * @param schema where a new owner has to be one who may make something, as SQL names it; null
   *     where that is the database
   * @param by it runs as that role itself
   */
  public record Given(String role, String sql, @Nullable String schema, boolean by) {}

  /** What is made on one table alone; nothing that is made on others need wait for it. */
  public record Made(String table, List<String> statements) {}

  /** Stands for the database's name in a statement, since that is not known yet. */
  static final String HERE = "\"the database that this is restored into\"";

  /**
   * Of all that stands in a catalog.
   *
   * @param owner the role, as SQL names it, that makes all of it
   * @param usual the path that its functions count on; what is made is said without one
   */
  public static Building of(Catalog live, String owner, UsualPath usual) {
    return new Builder(live, owner, usual).build();
  }
}
