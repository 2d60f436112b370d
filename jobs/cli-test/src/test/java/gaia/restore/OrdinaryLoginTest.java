package gaia.restore;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A login that may make databases, and may not look at what others do. */
@Timeout(240)
class OrdinaryLoginTest {
  @TempDir private Path folder;

  @Test
  void seesWhoIsConnected_andSaysWhomItMayNotEnd() throws SQLException, IOException {
    try (LocalPostgres server = LocalPostgres.temporary()) {
      String place = server.host() + ":" + server.port();
      String url = "postgresql://boss:b@" + place + "/live";
      try (Connection admin = server.connect("migrate", "gaia")) {
        Scratch.execute(
            admin,
            "set role cloudsqlsuperuser; create role boss login createrole createdb password 'b'; create role app login password 'a'");
      }
      try (Connection boss = connect(place, "postgres", "boss", "b")) {
        Scratch.execute(boss, "create database live");
      }
      try (Connection boss = connect(place, "live", "boss", "b")) {
        Scratch.execute(boss, "create table public.word as select 'kept' as word");
      }
      gaia("backup", "--database", url, "--to", "" + folder).succeeded();
      String file = Shelved.newest(folder).file();

      try (Connection app = connect(place, "live", "app", "a")) {
        Ended refused = gaia("restore", file, "--database", url, "--yes");
        assertThat(refused.exit()).as(refused.err()).isEqualTo(1);
        assertThat(refused.err())
            .contains("refused: live is in use, 1 connected: app")
            .doesNotContain("checked ");

        Ended lasting = gaia("restore", file, "--database", url, "--yes", "--disconnect");
        assertThat(lasting.exit()).as(lasting.err()).isEqualTo(75);
        assertThat(lasting.err())
            .containsPattern("this login may not end app.*, which keeps live from being swapped")
            .containsPattern("nothing was changed: this login may not end app.* in live");
        assertThat(app.isValid(1)).isTrue();

        try (Connection admin = server.connect("migrate", "gaia")) {
          Scratch.execute(admin, "set role cloudsqlsuperuser; grant pg_signal_backend to boss");
        }
        Ended ended = gaia("restore", file, "--database", url, "--yes", "--disconnect");
        ended.succeeded();
        assertThat(ended.err()).doesNotContain("may not end");
        await().atMost(Duration.ofSeconds(60)).until(() -> !app.isValid(1));
      }
      try (Connection boss = connect(place, "live", "boss", "b")) {
        assertThat(Scratch.read(boss, "select word from public.word")).containsExactly("kept");
      }
    }
  }

  private static Connection connect(String place, String database, String login, String password)
      throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + place + "/" + database, login, password);
  }
}
