package gaia.rotatepassword;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Child;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.rotatepassword.StandIn.Call;
import gaia.rotatepassword.StandIn.Hold;
import gaia.secret.Login;
import gaia.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Killed between each pair of its steps, while a client logs in all the time by the secret. */
class KilledRotationTest {
  private Scratch database;
  private StandIn manager;
  private Client client;

  @BeforeEach
  void begin(@TempDir Path folder) throws SQLException, IOException {
    database = Pairs.migrated();
    manager = new StandIn();
    Path file = folder.resolve("store.url");
    gaia(words(file.toString())).succeeded();
    // Old versions, so that there is something to take back.
    for (int i = 0; i < 3; i++) {
      manager.put(Files.readString(file).strip(), Instant.EPOCH);
    }
    client = new Client(this::latest);
  }

  @AfterEach
  void end() throws InterruptedException {
    client.close();
    manager.close();
  }

  @ParameterizedTest
  @CsvSource({
    "ACCESS, false, true",
    "ACCESS, true, true",
    "ADD, false, false",
    "ADD, false, true",
    "ADD, true, true",
    "LIST, false, true",
    "DISABLE, false, false",
    "DISABLE, true, true"
  })
  void atACall_locksNobodyOut_andTheNextRunPicksUp(Call call, boolean done, boolean goesOn)
      throws IOException {
    Hold hold = manager.hold(call, done);
    Process run = child().start(words(StandIn.SECRET));
    hold.await();
    kill(run);
    if (goesOn) {
      hold.goOn();
    } else {
      hold.forget();
    }
    picksUp();
  }

  @Test
  void soonAfter_itIsSeenToBeDone() throws IOException {
    Hold added = manager.hold(Call.ADD, true);
    Process run = child().start(words(StandIn.SECRET));
    added.await();
    kill(run);
    added.goOn();
    String named = latest();
    Ended next = child().run(words(StandIn.SECRET));
    assertThat(next.json()).containsEntry("outcome", "nothing");
    assertThat(latest()).isEqualTo(named);
    assertThat(manager.enabled()).hasSize(2);
    moreLogins();
  }

  @Test
  void betweenItsWordAndReadingItBack_too() throws IOException {
    Hold added = manager.hold(Call.ADD, true);
    Process run = child().start(words(StandIn.SECRET));
    added.await();
    Hold read = manager.hold(Call.ACCESS, false);
    added.goOn();
    read.await();
    kill(run);
    read.goOn();
    picksUp();
  }

  @Test
  void whileThePasswordIsSet_too() throws IOException, SQLException {
    try (Connection cloud = database.as("migrate")) {
      // Nobody sets a password of a role that another transaction has just altered.
      Scratch.execute(
          cloud,
          "begin; set local role cloudsqlsuperuser; alter role \"gaia-store-b\" connection limit 9; alter role \"gaia-store-b\" connection limit -1");
      Process run = child().start(words(StandIn.SECRET));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () ->
                  !database
                      .read(
                          "select pid from pg_locks where not granted and locktype in ('transactionid', 'tuple')")
                      .isEmpty());
      kill(run);
      Scratch.execute(cloud, "rollback");
    }
    picksUp();
  }

  /** An hour later. */
  private void picksUp() throws IOException {
    manager.age();
    moreLogins();
    Ended next = child().run(words(StandIn.SECRET));
    next.succeeded();
    assertThat(next.json()).containsEntry("outcome", "done");
    moreLogins();
    assertThat(manager.enabled()).hasSize(2);
    assertThat(client.names).contains(Login.of(now()).user());
    assertThat(client.failures).isEmpty();
  }

  private Secret.Version now() {
    return new Secret.Version("", latest(), Instant.EPOCH);
  }

  private void moreLogins() {
    int before = client.logins.get();
    await().atMost(Duration.ofSeconds(60)).until(() -> client.logins.get() > before + 5);
    assertThat(client.failures).isEmpty();
  }

  private static void kill(Process run) {
    assertThat(run.isAlive()).isTrue();
    run.destroyForcibly().onExit().join();
  }

  private String[] words(String secret) {
    return new String[] {
      "rotate-password",
      "--json",
      "--yes",
      "--drain",
      "30s",
      "--client",
      "store",
      "--secret",
      secret,
      "--settle",
      "30m",
      "--database",
      database.url("rotate")
    };
  }

  private Child child() {
    return new Child().with(Map.of("SECRET_MANAGER_ENDPOINT", manager.endpoint()));
  }

  private String latest() {
    return Objects.requireNonNull(manager.latest());
  }
}
