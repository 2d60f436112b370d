package gaia.invite.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.testing.Answer;
import gaia.testing.FragileDatabase;
import gaia.testing.Together;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL dies under load, again and again. */
class KilledDatabaseTest {
  private static final int KILLS = Integer.getInteger("faults.kills", 10);
  private static final int CLIENTS = 8;
  private static final int BETWEEN_KILLS = 40;

  @TempDir Path folder;

  private final Map<String, String> sessions = new ConcurrentHashMap<>();
  private final Map<String, String> invites = new ConcurrentHashMap<>();
  private final Set<String> admitted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final AtomicInteger foundIn = new AtomicInteger();
  private volatile boolean over;

  @Test
  void whatWasAcknowledgedIsThere_theRestIsRepeated_andNothingIsRestarted() throws Exception {
    try (FragileDatabase database = FragileDatabase.in(folder);
        Scene scene = new Scene(database.url("invite"), 3, database::owner)) {
      for (int i = 0; i < CLIENTS; i++) {
        sessions.put("s" + i, scene.session("s" + i));
      }
      CompletableFuture<?> clients =
          Together.later(() -> Together.start(CLIENTS, i -> play(scene, i)));
      try {
        for (int i = 0; i < KILLS; i++) {
          awaitMore(clients);
          database.kill();
          database.restart();
        }
        awaitMore(clients);
      } finally {
        over = true;
        clients.join();
      }
      assertEverybodyIsInOnce(scene);
      assertEveryInviteIsThereOnce(scene);
      scene.assertUnbroken();
      System.out.printf(
          "%d kills: %d joined (%d of them found in after an answer was lost), %d invites, %d answers of 503%n",
          KILLS, admitted.size(), foundIn.get(), invites.size(), unavailable.get());
    }
  }

  private void awaitMore(CompletableFuture<?> clients) {
    int before = admitted.size();
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> clients.isDone() || admitted.size() >= before + BETWEEN_KILLS);
  }

  /** Somebody new joins, now and then somebody invites; each request until it is answered. */
  private int play(Scene scene, int number) {
    String session = "s" + number;
    int count = 0;
    while (!over && count < 900) {
      String name = session + "-" + count++;
      String token = sessions.getOrDefault(session, "");
      Answer in = answered(() -> scene.redeem(name, token));
      assertThat(in.status()).as(in.body()).isEqualTo(200);
      assertThat(in.text("outcome")).isIn("joined", "already_member");
      admitted.add(name);
      if (in.text("outcome").equals("already_member")) {
        foundIn.incrementAndGet();
      }
      if (count % 5 == 0) {
        Answer issued = answered(() -> scene.issue(Scene.HOST, session, name));
        assertThat(issued.status()).as(issued.body()).isEqualTo(201);
        invites.put(name, issued.text("token"));
      }
    }
    return count;
  }

  private Answer answered(Supplier<Answer> request) {
    Answer answer = request.get();
    while (answer.status() >= 500) {
      Scene.assertUnavailable(answer);
      unavailable.incrementAndGet();
      answer = request.get();
    }
    return answer;
  }

  private void assertEverybodyIsInOnce(Scene scene) throws Exception {
    assertThat(
            scene.number(
                "select count(*) from campaign_session_members where role = 'member' and status = 'active'"))
        .isEqualTo(admitted.size());
    assertThat(scene.number("select count(*) from campaign_session_invite_uses"))
        .isEqualTo(admitted.size());
    for (String name : admitted) {
      String session = name.substring(0, name.indexOf('-'));
      assertThat(scene.redeem(name, sessions.getOrDefault(session, "")).text("outcome"))
          .isEqualTo("already_member");
    }
  }

  private void assertEveryInviteIsThereOnce(Scene scene) throws Exception {
    assertThat(scene.number("select count(*) from campaign_session_invites"))
        .isEqualTo(invites.size() + CLIENTS);
    invites.forEach(
        (name, token) -> {
          String session = name.substring(0, name.indexOf('-'));
          assertThat(scene.issue(Scene.HOST, session, name).text("token")).isEqualTo(token);
        });
  }
}
