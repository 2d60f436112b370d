package gaia.invite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Http;
import gaia.testing.Together;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everybody comes and goes at once while the host removes, revokes, limits and at last ends. */
class StormTest {
  private static final Duration AT_LEAST = Duration.ofSeconds(3);
  private static final Duration AT_MOST = Duration.ofMinutes(2);
  private static final int ENTRIES = 300;
  private static final int PEOPLE = 16;
  private static final int LIMIT = 12;

  @RegisterExtension
  static final FunctionUnderTest INVITE =
      FunctionUnderTest.of("invite").with("database.pool", "24");

  /** A request that let somebody in, or found them in. */
  private record Entry(String name, Answer invite, Instant asked, Answer answer) {}

  private record Removal(String name, Instant at, Instant acknowledged) {}

  private final Game game = Game.of(INVITE, LIMIT);
  private final List<Answer> invites = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<Entry> entries = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Removal> removals = new ConcurrentLinkedQueue<>();
  private final Map<String, Instant> revoked = new ConcurrentHashMap<>();
  private final Map<String, Instant> loyalSince = new ConcurrentHashMap<>();
  private final Map<String, Http> clients = new ConcurrentHashMap<>();
  private final Set<String> outcomes = ConcurrentHashMap.newKeySet();
  private volatile boolean over;
  private volatile Instant ended = Instant.MAX;

  @Test
  void everythingHoldsWhileEverythingMoves() {
    issue();
    issue();
    List<Consumer<Random>> jobs = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      jobs.add(this::redeem);
    }
    try (Host leaving = new Host(game);
        Host removing = new Host(game);
        Host limiting = new Host(game)) {
      jobs.add(every(2, random -> leaving.leave(wanderer(random))));
      jobs.add(every(50, random -> remove(removing, random)));
      jobs.add(every(5, random -> limiting.limit(LIMIT / 2 + random.nextInt(LIMIT / 2))));
      jobs.add(every(40, random -> issue()));
      jobs.add(every(60, this::revoke));
      Together.start(jobs.size() + 1, i -> i < jobs.size() ? repeat(jobs.get(i), i) : end());
    }
    assertNothingBroke();
    assertCountsAreTrue();
    assertNobodyCameAgainstTheRules();
  }

  private boolean repeat(Consumer<Random> job, int seed) {
    Random random = new Random(seed);
    while (!over) {
      job.accept(random);
    }
    return true;
  }

  /** Not before it was a storm, however slow this machine is. */
  private boolean end() {
    try (Host host = new Host(game)) {
      pause(AT_LEAST);
      await().atMost(AT_MOST).until(this::wasAStorm);
      assertThat(host.end()).isTrue();
      ended = Instant.now();
      await().atMost(AT_MOST).until(() -> outcomes.contains("session-ended"));
    } finally {
      over = true;
    }
    return true;
  }

  private boolean wasAStorm() {
    return entries.size() > ENTRIES
        && outcomes.containsAll(List.of("joined", "already_member", "member-removed"));
  }

  /** What happens only every so many milliseconds leaves the others time to get somewhere. */
  private static Consumer<Random> every(int millis, Consumer<Random> job) {
    return random -> {
      job.accept(random);
      pause(Duration.ofMillis(millis));
    };
  }

  private static void pause(Duration duration) {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Half of the people wander in and out; the others come once and stay. */
  private static String wanderer(Random random) {
    return "wanderer" + random.nextInt(PEOPLE / 2);
  }

  private void redeem(Random random) {
    String name = random.nextBoolean() ? wanderer(random) : "loyal" + random.nextInt(PEOPLE / 4);
    Answer invite = invites.get(random.nextInt(invites.size()));
    Instant asked = Instant.now();
    Answer answer =
        clients
            .computeIfAbsent(name, INVITE::as)
            .post("/v1/invite/redeem", "{\"token\": \"%s\"}".formatted(invite.text("token")));
    if (answer.header("Retry-After").isPresent()) {
      // It took too long here, and did nothing.
      return;
    }
    outcomes.add(Races.outcome(answer));
    entries.add(new Entry(name, invite, asked, answer));
    if (answer.status() == 200 && name.startsWith("loyal")) {
      loyalSince.putIfAbsent(name, Instant.now());
    }
  }

  private void remove(Host host, Random random) {
    String name = wanderer(random);
    Instant at = host.remove(name);
    if (at != null) {
      removals.add(new Removal(name, at, Instant.now()));
    }
  }

  private void issue() {
    Answer issued = game.issue(Game.HOST, "\"multi_use\": true", "\"max_uses\": 6");
    if (issued.status() == 201) {
      invites.add(issued);
    }
  }

  private void revoke(Random random) {
    String id = invites.get(random.nextInt(invites.size())).text("invite_id");
    if (INVITE.as(Game.HOST).post("/v1/invite/" + id + "/revoke").status() == 200) {
      revoked.putIfAbsent(id, Instant.now());
    }
  }

  private void assertNothingBroke() {
    assertThat(entries).allMatch(entry -> entry.answer.status() < 500);
    assertThat(
            INVITE.number(
                "select deadlocks from pg_stat_database where datname = current_database()"))
        .isZero();
  }

  private void assertCountsAreTrue() {
    assertThat(game.memberCount())
        .isEqualTo(
            (int)
                INVITE.number(
                    "select count(*) from campaign_session_members where session_id = ? and status"
                        + " = 'active'",
                    game.id()));
    assertThat(
            INVITE.number(
                """
                select count(*) from campaign_session_invites i where uses > max_uses or uses <>
                  (select count(*) from campaign_session_invite_uses u where u.invite_id = i.invite_id)
                """))
        .isZero();
    assertThat(
            INVITE.number(
                "select coalesce(max(use_number - uses), 0) from campaign_session_invite_uses"
                    + " join campaign_session_invites using (invite_id)"))
        .isNotPositive();
  }

  private void assertNobodyCameAgainstTheRules() {
    for (Entry entry : entries) {
      String outcome = Races.outcome(entry.answer);
      Instant loyal = loyalSince.getOrDefault(entry.name, Instant.MAX);
      if (entry.asked.isAfter(loyal)) {
        assertThat(outcome).as(entry.name).isEqualTo("already_member");
      }
      if (outcome.equals("joined") || outcome.equals("rejoined")) {
        assertThat(entry.asked).isBefore(ended);
        assertThat(entry.asked)
            .isBeforeOrEqualTo(revoked.getOrDefault(entry.invite.text("invite_id"), Instant.MAX));
        Instant issued = Instant.parse(entry.invite.text("created_at"));
        assertThat(removals)
            .as(entry.toString())
            .noneMatch(
                removal ->
                    removal.name.equals(entry.name)
                        && entry.asked.isAfter(removal.acknowledged)
                        && !issued.isAfter(removal.at));
      }
    }
  }
}
