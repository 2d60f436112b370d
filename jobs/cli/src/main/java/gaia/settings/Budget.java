package gaia.settings;

import gaia.timetable.Timetable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * How many connections may be needed at once, as infra/budget.tf counts them before a deploy.
 *
 * @param functions of all their instances, also while two revisions overlap
 * @param clients of those that know only a password, as far as Terraform has said
 * @param most as many as the server takes
 */
public record Budget(long functions, long jobs, long clients, long reserve, long most) {
  // What logs in and is no function, beside the lines of the schedule.
  private static final List<String> OTHERS =
      List.of("migrate", "stats", "health", "rotate", "owner");

  /** By what Terraform has said, else by the logins that the server knows and the defaults. */
  public static Budget of(Connection connection, Deployment deployment) throws SQLException {
    Tuning tuning = Tuning.read();
    Map<String, Deployment.Size> functions =
        deployment.functions() != null ? deployment.functions() : known(connection, tuning);
    long needed =
        functions.values().stream()
            .mapToLong(f -> tuning.budget("revisions") * f.maxInstances() * f.pool())
            .sum();
    long jobs = deployment.jobs() != null ? deployment.jobs() : Timetable.bundled().jobs().size();
    long clients = Objects.requireNonNullElse(deployment.clientConnections(), 0L);
    return new Budget(
        needed, tuning.ofJobs(jobs), clients, tuning.budget("reserve"), most(connection));
  }

  public long needed() {
    return functions + jobs + clients + reserve;
  }

  public boolean fits() {
    return needed() <= most;
  }

  public String told() {
    return "%d of %d may be needed (functions %d, jobs %d%s, reserve %d)"
        .formatted(
            needed(),
            most,
            functions,
            jobs,
            clients == 0 ? "" : ", password clients " + clients,
            reserve);
  }

  private static long most(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select current_setting('max_connections')")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Map<String, Deployment.Size> known(Connection connection, Tuning tuning)
      throws SQLException {
    List<String> jobs = Timetable.bundled().jobs();
    Deployment.Size usual = new Deployment.Size(tuning.budget("pool"), tuning.budget("instances"));
    return words(connection).stream()
        .filter(word -> !OTHERS.contains(word) && !jobs.contains(word))
        .collect(Collectors.toMap(word -> word, word -> usual));
  }

  private static List<String> words(Connection connection) throws SQLException {
    String question =
        """
        select distinct substring(r.rolname from 6)
        from pg_auth_members m
        join pg_roles r on r.oid = m.roleid and r.rolname ~ '^gaia_[a-z]+$'
        join pg_roles l on l.oid = m.member and l.rolcanlogin and m.inherit_option
        """;
    List<String> words = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(question)) {
      while (rows.next()) {
        words.add(rows.getString(1));
      }
    }
    return words;
  }
}
