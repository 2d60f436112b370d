package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import gaia.local.postgres.LocalPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OutageTest {
  @TempDir Path folder;

  @Test
  void poolRecoversByItself_whenTheServerIsBack() {
    LocalPostgres first = LocalPostgres.persistent(folder, 0);
    int port = first.port();
    try (RunningPool running = new RunningPool(first, Map.of())) {
      assertThat(running.probe.say("before").text()).isEqualTo("before");
      first.close();
      Throwable thrown = catchThrowable(() -> running.probe.say("during"));
      assertThat(DatabaseProblem.of(thrown)).isEqualTo(DatabaseProblem.UNAVAILABLE);

      try (LocalPostgres again = LocalPostgres.persistent(folder, port)) {
        assertThat(again.port()).isEqualTo(port);
        assertThat(running.probe.say("after").text()).isEqualTo("after");
      }
    }
  }

  @Test
  void jobWaitsForAServerThatIsStarting_butNotForAWrongPassword() throws Exception {
    LocalPostgres first = LocalPostgres.persistent(folder, 0);
    DatabaseSettings settings = RunningPool.settings(first, "session");
    first.close();
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> DirectConnection.open(settings, "test", Duration.ZERO))
        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("08001"));

    CompletableFuture<Connection> waiting = CompletableFuture.supplyAsync(() -> open(settings));
    try (LocalPostgres again = LocalPostgres.persistent(folder, first.port());
        Connection connection = waiting.join()) {
      assertThat(connection.isValid(1)).isTrue();
      String wrong = again.url("session", "gaia").replaceFirst(":[^:/@]*@", ":wrong@");
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(
              () -> DirectConnection.open(Given.url(wrong).read(), "test", Duration.ofHours(1)))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"))
          .withMessageNotContaining("wrong");
    }
  }

  private static Connection open(DatabaseSettings settings) {
    try {
      return DirectConnection.open(settings, "test", Duration.ofMinutes(1));
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }
}
