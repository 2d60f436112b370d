package gaia.backup;

import gaia.archive.Bundled;
import gaia.archive.Part;
import gaia.archive.rows.ObjectSlices;
import gaia.archive.rows.Reading;
import gaia.catalog.building.Building.Given;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Large objects, which are no part of a schema: somebody makes one as he inserts a row.
 *
 * @param before statements that make them, empty, and what takes in their content
 * @param slices see {@link ObjectSlices}
 * @param after statements for rights on those that belong to the database's owner
 * @param given what gives the others away, and for rights on them
 */
record LargeObjects(
    List<String> before, List<String> slices, List<String> after, List<Given> given) {
  private static final List<String> INLET =
      List.of(
          "create schema \"gaia restores\"",
          "create view %s as select 0::oid as object, 0::bigint as start, ''::bytea as bytes"
              .formatted(ObjectSlices.TABLE),
          """
          create function "gaia restores".put() returns trigger language plpgsql as $of$
          begin
            perform pg_catalog.lo_put(new.object, new.start, new.bytes);
            return new;
          end
          $of$""",
          "create trigger put instead of insert on %s for each row execute function \"gaia restores\".put()"
              .formatted(ObjectSlices.TABLE));

  private static final String NO_INLET = "drop schema \"gaia restores\" cascade";

  static LargeObjects read(Connection connection) throws SQLException {
    LargeObjects all =
        new LargeObjects(
            new ArrayList<>(),
            ObjectSlices.pieces(connection),
            new ArrayList<>(),
            new ArrayList<>());
    if (!all.slices.isEmpty()) {
      all.say(connection);
    }
    return all;
  }

  private void say(Connection connection) throws SQLException {
    before.addAll(INLET);
    after.add(NO_INLET);
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(Bundled.sql(LargeObjects.class, "large_objects.sql"))) {
      while (rows.next()) {
        int step = rows.getInt("step");
        String role = rows.getString("role");
        String sql = rows.getString("statement");
        if (step == 1) {
          before.add(sql);
        } else if (role == null) {
          after.add(sql);
        } else {
          given.add(new Given(role, sql, null, step > 2));
        }
      }
    }
  }

  List<Stretch> stretches() {
    String copyIn = Reading.copyIn(ObjectSlices.TABLE, ObjectSlices.COLUMNS) + ";\n";
    return slices.stream()
        .map(
            from ->
                new Stretch(
                    Part.ROWS, ObjectSlices.TABLE, copyIn, ObjectSlices.copyOut(from), null))
        .toList();
  }
}
