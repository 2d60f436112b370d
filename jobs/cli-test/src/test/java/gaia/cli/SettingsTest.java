package gaia.cli;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SettingsTest {
  @Test
  void wrongPassword_isToldAtOnce() throws SQLException {
    String url = Scratch.empty().url().replaceFirst(":[^:@]+@", ":wrong@");
    Ended ended = gaia("migrate", "--json", "--database", url);
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.json()).containsEntry("outcome", "failed");
    assertThat(ended.err()).contains("password authentication failed").doesNotContain("wrong@");
  }

  @Test
  void missingDatabase_isToldAtOnce() throws SQLException {
    Ended ended = gaia("migrate", "--database", Scratch.empty().url() + "_absent");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.err()).contains("does not exist (3D000)", "hint: see that --database names");
  }

  @Test
  void aFunctionsLogin_mayNotMigrate() throws SQLException {
    Scratch database = Scratch.migrated();
    for (String command : new String[] {"migrate", "history"}) {
      Ended ended = gaia(command, "--database", database.url("session"));
      assertThat(ended.exit()).isEqualTo(1);
      assertThat(ended.err()).contains("permission denied", "hint: log in as gaia-migrate@");
    }
  }

  @Test
  void quiet_saysNothingOnStderr() throws SQLException {
    Ended ended = gaia("migrate", "--quiet", "--database", Scratch.empty().url());
    assertThat(ended.err()).isEmpty();
    assertThat(ended.out()).startsWith("done: schema ");
  }

  @Test
  void jsonSuccess_tellsEachMigration() throws SQLException {
    Scratch database = Scratch.empty();
    Ended ended = gaia("migrate", "--json", "--to", "2", "--database", database.url());
    assertThat(ended.json())
        .containsEntry("outcome", "done")
        .containsEntry("dry_run", false)
        .containsEntry("error", null)
        .containsEntry("database", database.name() + "@127.0.0.1:" + database.port());
    assertThat(ended.out()).contains("\"description\":\"set updated at\"", "\"applied\":2");
  }
}
