package gaia.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import gaia.local.postgres.LocalPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

class EchoTest {
  private static final Logger ROOT = Logger.getLogger("");
  private static LocalPostgres postgres;
  private final Lines lines = new Lines();

  /** What a handler of level INFO, as everybody has it, would write. */
  private static final class Lines extends Handler {
    private final List<String> written = new CopyOnWriteArrayList<>();

    @Override
    public void publish(LogRecord line) {
      if (line.getLevel().intValue() >= Level.INFO.intValue()) {
        written.add(new SimpleFormatter().format(line));
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  @BeforeAll
  static void startServer() {
    postgres = LocalPostgres.temporary();
  }

  @AfterAll
  static void stopServer() {
    postgres.close();
  }

  @BeforeEach
  void listen() {
    ROOT.addHandler(lines);
  }

  @AfterEach
  void stopListening() {
    ROOT.removeHandler(lines);
    Logger.getLogger("io.micronaut.data.query").setLevel(null);
  }

  @Test
  void functionsStatements_areLogged_neverWhatIsBound() {
    try (RunningPool running = new RunningPool(postgres, Map.of("database.echo", "true"))) {
      running.probe.say("a secret");
      assertThat(catchThrowable(() -> running.probe.number("a secret"))).isNotNull();
    }
    assertThat(lines.written).anyMatch(line -> line.contains("select cast(? as text) as text"));
    assertThat(lines.written).noneMatch(line -> line.contains("a secret"));
  }

  @Test
  void withoutIt_nothingIsLogged() {
    try (RunningPool running = new RunningPool(postgres, Map.of())) {
      running.probe.say("a secret");
    }
    assertThat(lines.written).noneMatch(line -> line.contains("select"));
  }

  @Test
  void jobsStatements_areLogged_neverWhatIsBound() throws SQLException {
    DatabaseSettings settings =
        Given.url(postgres.url("session", "gaia")).with("DATABASE_ECHO", "true").read();
    try (Connection connection = DirectConnection.open(settings, "test", Duration.ZERO);
        Statement statement = connection.createStatement();
        PreparedStatement prepared = connection.prepareStatement("select ?::text")) {
      statement.execute("select 41");
      prepared.setString(1, "a secret");
      prepared.executeQuery().close();
      assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
      assertThat(catchThrowable(() -> statement.execute("select 1 / 0")))
          .isInstanceOf(SQLException.class);
    }
    assertThat(lines.written)
        .anyMatch(line -> line.contains("select 41"))
        .anyMatch(line -> line.contains("select ?::text"))
        .noneMatch(line -> line.contains("a secret"));
  }
}
