package gaia.rotatepassword;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.cli.Child;
import gaia.cli.Program.Ended;
import gaia.cli.Scratch;
import gaia.rotatepassword.StandIn.Call;
import gaia.rotatepassword.StandIn.Hold;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Killed between each pair of its steps, while a client logs in all the time by the secret. */
class KilledRotationTest {
  private Scratch database;
  private StandIn manager;
  private Client client;

  @BeforeEach
  void begin() throws SQLException, IOException {
    database = Pairs.migrated();
    manager = new StandIn();
    assertThat(rotate().exit()).isZero();
    manager.age();
    // Old versions, so that there is something to take back.
    manager.put(latest(), Instant.now().minusSeconds(3600));
    manager.put(latest(), Instant.now().minusSeconds(3600));
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
      throws IOException, InterruptedException {
    Hold hold = manager.hold(call, done);
    Process run = child().start(words());
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
  void betweenItsWordAndReadingItBack_too() throws IOException, InterruptedException {
    Hold added = manager.hold(Call.ADD, true);
    Process run = child().start(words());
    added.await();
    Hold read = manager.hold(Call.ACCESS, false);
    added.goOn();
    read.await();
    kill(run);
    read.goOn();
    picksUp();
  }

  @Test
  void whileThePasswordIsSet_too() throws IOException, InterruptedException, SQLException {
    try (Connection cloud = database.as("migrate")) {
      // Nobody sets a password of a role that another transaction has just altered.
      Scratch.execute(
          cloud,
          "begin; set local role cloudsqlsuperuser; alter role \"gaia-store-b\" connection limit 9; alter role \"gaia-store-b\" connection limit -1");
      Process run = child().start(words());
      await()
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

  private void picksUp() throws IOException, InterruptedException {
    String named = latest();
    moreLogins();
    Ended next = rotate();
    assertThat(next.exit()).as(next.err()).isZero();
    moreLogins();
    manager.age();
    Ended another = rotate();
    assertThat(another.json()).containsEntry("outcome", "done");
    moreLogins();
    assertThat(latest()).isNotEqualTo(named);
    assertThat(manager.enabled()).hasSize(2);
    assertThat(client.names).containsExactlyInAnyOrder("gaia-store-a", "gaia-store-b");
    assertThat(client.failures).isEmpty();
  }

  private void moreLogins() {
    int before = client.logins.get();
    await().until(() -> client.logins.get() > before + 5);
    assertThat(client.failures).isEmpty();
  }

  private static void kill(Process run) {
    assertThat(run.isAlive()).isTrue();
    run.destroyForcibly().onExit().join();
  }

  private Ended rotate() throws IOException {
    return child().run(words());
  }

  private String[] words() {
    return new String[] {
      "rotate-password",
      "--json",
      "--yes",
      "--drain",
      "30s",
      "--client",
      "store",
      "--secret",
      StandIn.SECRET,
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
