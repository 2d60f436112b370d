package gaia.prune;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections of every kind, open at once, on a server that other tests use too. */
class PruneTest {
  private final List<Connection> open = new ArrayList<>();
  private Scratch database;

  @BeforeEach
  void migrate() throws SQLException {
    database = Scratch.migrated();
  }

  @AfterEach
  void close() throws SQLException {
    for (Connection connection : open) {
      connection.close();
    }
  }

  @Test
  void idleOnes_end_alsoInATransaction_andProtectedOnesStay() throws SQLException {
    Connection idle = as("session", "select 'secret' || version()");
    Connection transaction = as("session", "begin; select 1");
    Connection aborted = failed("invite");
    Connection holder = as("invite", "select pg_advisory_lock(5)");
    Connection superuser = kept(database.asCloud(false), "select 2");
    Connection replica = kept(database.asCloud(true), "show server_version");
    Connection elsewhere = kept(database.asMigrateIn("postgres"), "select 3");

    Ended dry = prune("--dry-run");
    assertThat(dry.out())
        .contains("would end", "spared: advisory lock", "spared: superuser", "spared: replication")
        .contains("select …")
        .doesNotContain("secret")
        .containsPattern("dry run: 3 of \\d+ connections would end, \\d+ spared");
    assertThat(open).allMatch(PruneTest::isAlive);

    Ended ended = prune();
    ended.succeeded();
    assertThat(ended.out()).containsPattern("3 of \\d+ connections ended");
    assertThat(List.of(idle, transaction, aborted)).noneMatch(PruneTest::isAlive);
    assertThat(List.of(holder, superuser, replica, elsewhere)).allMatch(PruneTest::isAlive);
    assertThat(ended.out()).contains("spared: another database, postgres");
    assertThat(database.read("select numbers ->> 'ended' from ops.job_runs where name = 'prune'"))
        .contains("3");
  }

  @Test
  void atWorkOrNotLongIdle_isLeftAlone() throws SQLException {
    Connection fresh = as("session", "select 1");
    Ended ended = gaia("prune", "--json", "--database", database.url("prune"));
    assertThat(ended.json()).containsEntry("outcome", "nothing");
    assertThat(isAlive(fresh)).isTrue();
  }

  @Test
  void whatAJobWorksOn_isSparedWhileItHoldsItsLock() throws SQLException {
    Connection home = as("session", "set application_name = 'gaia-backup'");
    Connection lock = kept(database.inPostgres("session"), "set application_name = 'gaia-backup'");
    Scratch.execute(lock, "select pg_advisory_lock(6)");
    assertThat(prune().out()).contains("spared: its job is at work");
    assertThat(isAlive(home)).isTrue();
    lock.close();
    prune();
    assertThat(isAlive(home)).isFalse();
  }

  @Test
  void strangers_endOnlyWhenThatIsSaid() throws SQLException {
    Connection stranger = kept(database.asStranger(), "select 1");
    assertThat(prune().out()).contains("spared: not one of our roles");
    assertThat(isAlive(stranger)).isTrue();
    assertThat(prune("--all-roles").out()).contains("ended");
    assertThat(isAlive(stranger)).isFalse();
  }

  @Test
  void aPidThatAnotherConnectionHasByNow_endsNothing() throws SQLException {
    Connection idle = as("session", "select 1");
    String pid = Scratch.read(idle, "select pg_backend_pid()").getFirst();
    try (Connection prune = database.as("prune")) {
      assertThat(end(prune, pid, "now()")).containsExactly("gone");
      assertThat(isAlive(idle)).isTrue();
      String started = "(select started from ops.connections() where pid = " + pid + ")";
      assertThat(end(prune, pid, started, "1 hour")).containsExactly("at work again");
      assertThat(end(prune, pid, started)).containsExactly("ended");
      assertThat(isAlive(idle)).isFalse();
    }
  }

  /** As many as a small server has; a list of all of them for each one would be as often read. */
  @Test
  void many_endWithoutAListForEach() throws SQLException {
    for (int i = 0; i < 80; i++) {
      open.add(database.as("session"));
    }
    try (Connection prune = database.as("prune")) {
      Duration list = took(prune, "select count(did) from ops.connections()", 5).dividedBy(5);
      Duration all =
          took(
              prune,
              """
              select ops.end_connection(pid, started, interval '0')
              from ops.connections() where database = current_database() order by pid
              """,
              1);
      assertThat(open).noneMatch(PruneTest::isAlive);
      assertThat(all).isLessThan(list.multipliedBy(80).dividedBy(2));
    }
  }

  private static Duration took(Connection connection, String query, int times) throws SQLException {
    long begun = System.nanoTime();
    for (int i = 0; i < times; i++) {
      Scratch.read(connection, query);
    }
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  @Test
  void noPid_endsNothing() throws SQLException {
    Connection idle = as("session", "select 1");
    try (Connection prune = database.as("prune")) {
      String started =
          "(select started from ops.connections() where database = current_database() and login ~ 'session')";
      assertThat(end(prune, "null", started)).containsExactly("gone");
      assertThat(isAlive(idle)).isTrue();
    }
  }

  @Test
  void theRight_isNoWiderThanItsTwoFunctions() throws SQLException {
    Connection idle = as("session", "select 'secret'");
    String pid = Scratch.read(idle, "select pg_backend_pid()").getFirst();
    try (Connection prune = database.as("prune")) {
      assertThatThrownBy(() -> Scratch.execute(prune, "select pg_terminate_backend(" + pid + ")"))
          .hasMessageContaining("permission denied");
      assertThat(Scratch.read(prune, "select query from pg_stat_activity where pid = " + pid))
          .containsExactly("<insufficient privilege>");
      assertThatThrownBy(() -> Scratch.execute(prune, "select from auth.users"))
          .hasMessageContaining("permission denied");
    }
    try (Connection session = database.as("session")) {
      assertThatThrownBy(() -> Scratch.execute(session, "select ops.connections()"))
          .hasMessageContaining("permission denied");
    }
  }

  @Test
  void withoutTheOwnersRight_itSaysWhatToGrant() throws SQLException {
    String grant = "set role cloudsqlsuperuser; %s pg_signal_backend %s gaia_owner";
    try (Connection migrate = database.as("migrate")) {
      Scratch.execute(migrate, grant.formatted("revoke", "from"));
      try {
        assertThat(prune().err())
            .contains("may neither see nor end", "hint: ", "grant pg_read_all_stats");
      } finally {
        Scratch.execute(migrate, grant.formatted("grant", "to"));
      }
    }
  }

  private Ended prune(String... more) {
    List<String> words = new ArrayList<>(List.of("prune", "--older-than", "0s"));
    words.addAll(List.of(more));
    words.addAll(List.of("--database", database.url("prune")));
    return gaia(words.toArray(String[]::new));
  }

  private static List<String> end(Connection prune, String pid, String started, String... age)
      throws SQLException {
    String older = age.length == 0 ? "0" : age[0];
    return Scratch.read(
        prune, "select ops.end_connection(%s, %s, interval '%s')".formatted(pid, started, older));
  }

  private Connection as(String word, String sql) throws SQLException {
    return kept(database.as(word), sql);
  }

  private Connection failed(String word) throws SQLException {
    Connection connection = as(word, "begin");
    assertThatThrownBy(() -> Scratch.execute(connection, "select 1 / 0"))
        .isInstanceOf(SQLException.class);
    return connection;
  }

  private Connection kept(Connection connection, String sql) throws SQLException {
    open.add(connection);
    Scratch.execute(connection, sql);
    return connection;
  }

  private static boolean isAlive(Connection connection) {
    try {
      Scratch.execute(connection, "show server_version");
      return true;
    } catch (SQLException e) {
      return !"57P01".equals(e.getSQLState()) && !"08006".equals(e.getSQLState());
    }
  }
}
