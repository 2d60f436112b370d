package gaia.across;

import static gaia.across.Pair.THREADS;
import static gaia.across.Pair.redeem;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.across.Step.Kind;
import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Patience;
import gaia.testing.Together;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sixty-four at once at every two operations that touch the same rows. */
class PairsTest {
  private static final String CREATE = "{\"name\": \"Of a newcomer\"}";

  /** As many connections as threads: whatever can wait for each other does. */
  @RegisterExtension
  static final FunctionUnderTest INVITE =
      FunctionUnderTest.of("invite")
          .beside("session", "invite", "account")
          .with("database.pool", "" + THREADS);

  @ParameterizedTest
  @MethodSource({"gaia.across.RedeemPairs#all", "gaia.across.OtherPairs#all"})
  void noneWaitsForever_noneIsToldWrong_andTheRowsAgree(Pair pair) {
    World world = new World(INVITE);
    world.open(pair.room(), true, pair.invites().toArray(Kind[]::new));
    for (int i = 1; i <= pair.members(); i++) {
      Step step = redeem(i, 0);
      assertThat(Told.of(Patience.with(() -> world.send(step)))).startsWith("joined");
    }
    List<String> told = race(world, pair);
    try (Rows rows = new Rows(INVITE.database())) {
      String left = rows.of(world, 0);
      for (int i = 0; i < THREADS; i++) {
        assertThat(pair.side(i).may()).as(pair.step(i).toString()).contains(told.get(i));
      }
      assertThat(rows.broken(world, 0)).isEmpty();
      pair.holds().accept(new Outcomes(told, left));
    }
    assertNoDeadlocks();
  }

  private static void assertNoDeadlocks() {
    assertThat(
            INVITE.number(
                "select deadlocks from pg_stat_database where datname = current_database()"))
        .isZero();
  }

  /** Each of them brings the person's row along, and none may wait for the other's. */
  @Test
  void newcomerWhoJoinsAndCreatesAtOnce_isOnePerson() {
    World world = new World(INVITE);
    world.open(100, false, Collections.nCopies(THREADS / 2, Kind.UNLIMITED).toArray(Kind[]::new));
    String name = "p" + THREADS * 1000;
    List<Answer> answers =
        Together.start(
            THREADS,
            i ->
                Patience.with(
                    () ->
                        i % 2 == 0
                            ? world.send(redeem(THREADS * 1000, i / 2))
                            : INVITE.at("session", name).post("/v1/session", CREATE)));
    assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
    assertThat(INVITE.number("select count(*) from auth.users where subject = ?", name)).isOne();
    assertNoDeadlocks();
  }

  /** Whoever got in had done so before an admin shut them out, and is in. */
  @Test
  void whoIsDeactivatedWhileTheyJoin_isInOrToldSo() {
    World world = new World(INVITE);
    world.open(100, false, Collections.nCopies(THREADS / 2, Kind.UNLIMITED).toArray(Kind[]::new));
    INVITE.at("account", "root").get("/v1/account");
    INVITE.sql("update auth.users set is_admin = true where subject = 'root'");
    int first = THREADS * 2000;
    for (int i = 0; i < THREADS / 2; i++) {
      assertThat(INVITE.at("account", "p" + (first + i)).get("/v1/account").status())
          .isEqualTo(200);
    }
    List<Answer> answers =
        Together.start(
            THREADS,
            i ->
                Patience.with(
                    () ->
                        i % 2 == 0
                            ? world.send(redeem(first + i / 2, i / 2))
                            : INVITE
                                .at("account", "root")
                                .patch(
                                    "/v1/account/user/" + world.userId(first + i / 2),
                                    "{\"is_active\": false}")));
    for (int i = 0; i < THREADS; i += 2) {
      int who = first + i / 2;
      String told = Told.of(answers.get(i)).replaceFirst(",.*", "");
      assertThat(told).isIn("joined", "403 account-deactivated");
      assertThat(answers.get(i + 1).status()).isEqualTo(200);
      assertThat(
              INVITE.number(
                  "select count(*) from campaign_session_members where user_id = ? and status = 'active'",
                  world.userId(who)))
          .isEqualTo(told.equals("joined") ? 1 : 0);
      assertThat(Told.of(world.send(redeem(who, i / 2)))).isEqualTo("403 account-deactivated");
    }
    assertNoDeadlocks();
  }

  /**
   * Of two bodies the first is made, and all who sent it have it, whichever instance they asked.
   */
  @Test
  void oneKeySentBySixtyFour_makesOneInvite() {
    World world = new World(INVITE);
    world.open(100, false);
    List<Answer> answers =
        Together.start(
            THREADS,
            i ->
                Patience.with(
                    () ->
                        (i % 4 < 2 ? INVITE.as("p0") : INVITE.at("invite", "p0"))
                            .with("Idempotency-Key", "one-of-" + world.sessionId(0))
                            .post(
                                "/v1/invite",
                                "{\"session_id\": \"%s\", \"note\": \"%s\"}"
                                    .formatted(world.sessionId(0), i % 2 == 0 ? "a" : "b"))));
    List<Answer> made = answers.stream().filter(answer -> answer.status() == 201).toList();
    assertThat(made).hasSize(THREADS / 2);
    assertThat(made.stream().map(answer -> answer.text("token")).distinct()).hasSize(1);
    assertThat(made.stream().map(answer -> answer.text("note")).distinct()).hasSize(1);
    assertThat(answers.stream().map(Told::of).filter("422 idempotency-key-reused"::equals))
        .hasSize(THREADS / 2);
    assertThat(
            INVITE.number(
                "select count(*) from campaign_session_invites where session_id = ?",
                world.sessionId(0)))
        .isOne();
    assertNoDeadlocks();
  }

  /** All of them read before the first can write. */
  private static List<String> race(World world, Pair pair) {
    AtomicInteger unanswered = new AtomicInteger(THREADS);
    try (Jam jam = new Jam(INVITE.database())) {
      jam.hold();
      CompletableFuture<List<String>> all =
          Together.later(
              () ->
                  Together.start(
                      THREADS,
                      i -> {
                        try {
                          Step step = pair.step(i);
                          Answer answer =
                              Patience.with(
                                  () -> i % 4 < 2 ? world.send(step) : world.sendElsewhere(step));
                          return Told.of(answer).replaceFirst(",.*", "");
                        } finally {
                          unanswered.decrementAndGet();
                        }
                      }));
      jam.release(unanswered::get);
      return all.join();
    }
  }
}
