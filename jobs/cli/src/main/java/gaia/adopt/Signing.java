package gaia.adopt;

import gaia.cli.Run;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the people of the old database will sign in, in numbers and a few names. */
record Signing(List<Line> lines) {
  // In the order in which they are told.
  private static final String QUERY =
      """
      select 'known' as state, count(*) as number,
        (array_agg(called || ' by ' || subject || ' of ' || issuer order by called))[1:3] as names
      from people where issuer is not null
      union all
      select 'unknown', count(*), (array_agg(p.called || coalesce(' by ' || a.provider || ' ' || a.subject, '') order by p.called))[1:10]
      from people p left join accounts a on a.kept = p.kept and a.place = 1 and a.issuer is null
      where p.issuer is null
      union all
      select 'further', count(*), (array_agg(called || ' by ' || subject || ' of ' || issuer order by called))[1:10]
      from accounts where place > 1 and issuer is not null
      """;

  /**
   * Some of them.
   *
   * @param state known: the id is that of a sign-in; unknown: nobody can sign in as them; further:
   *     another sign-in of somebody known, which makes a new person
   */
  record Line(String state, long number, List<String> names) {}

  static Signing read(Connection connection) throws SQLException {
    List<Line> lines = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(QUERY)) {
      while (row.next()) {
        java.sql.Array names = row.getArray("names");
        lines.add(
            new Line(
                row.getString("state"),
                row.getLong("number"),
                names == null ? List.of() : List.of((String[]) names.getArray())));
      }
    }
    return new Signing(lines);
  }

  boolean hasAnybody() {
    return lines.stream().anyMatch(line -> line.number() > 0);
  }

  void tell(Run run) {
    for (Line line : lines) {
      run.count("people_" + line.state(), line.number());
      if (line.number() > 0) {
        run.item(Map.of("people", line.state(), "number", line.number(), "such_as", line.names()));
        run.answer(
            words(line)
                + ": "
                + String.join(", ", line.names())
                + (line.number() > line.names().size() ? ", ..." : ""));
      }
    }
  }

  private static String words(Line line) {
    return switch (line.state()) {
      case "known" -> line.number() + " people sign in as before, under the id that this makes";
      case "unknown" ->
          line.number() + " people keep their id, and no sign-in leads to them any more";
      default -> line.number() + " further accounts sign in as somebody new";
    };
  }
}
