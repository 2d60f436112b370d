package gaia.create;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program;
import gaia.cli.Program.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewTest {
  @TempDir private Path folder;

  @Test
  void bothFiles_areBegunUnderTheNextVersion() throws IOException {
    Path migrations = Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(migrations.resolve("V008__sessions.sql"), "select 1;");
    Files.writeString(migrations.resolve("V011__invites.sql"), "select 1;");
    Ended ended =
        Program.bundling(migrations)
            .run("new", "index my sessions, by Day", "--depends-on", "8", "--depends-on", "11");
    ended.succeeded();
    assertThat(Files.readString(migrations.resolve("V012__index_my_sessions_by_day.sql")))
        .isEqualTo("-- Index my sessions, by Day.\n-- depends-on: 008, 011\n");
    assertThat(Files.readString(folder.resolve("undo/U012__index_my_sessions_by_day.sql")))
        .isEqualTo("-- Takes back 012: index my sessions, by Day.\n");
    assertThat(ended.out()).contains("V012__index_my_sessions_by_day.sql\n");
  }

  @Test
  void inACheckout_itFindsTheSources() {
    Ended ended = gaia("new", "a trial", "--dry-run");
    ended.succeeded();
    assertThat(ended.out())
        .contains("would write ", "/jobs/schema/src/main/resources/gaia/schema/migrations/V")
        .contains("/undo/U", "__a_trial.sql");
  }

  @Test
  void whatCanNotBe_isRefused() {
    assertThat(gaia("new", "?!").exit()).isEqualTo(2);
    assertThat(gaia("new").exit()).isEqualTo(2);
    Ended ended = gaia("new", "x", "--dry-run", "--depends-on", "9999");
    assertThat(ended.exit()).isEqualTo(2);
    assertThat(ended.err()).contains("there is no migration 9999 to depend on");
  }
}
