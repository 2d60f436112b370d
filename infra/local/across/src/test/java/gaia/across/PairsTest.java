package gaia.across;

import static gaia.across.Pair.THREADS;
import static gaia.across.Pair.redeem;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.across.Step.Kind;
import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
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
          .beside("session", "invite")
          .with("database.pool", "" + THREADS);

  @ParameterizedTest
  @MethodSource({"gaia.across.RedeemPairs#all", "gaia.across.OtherPairs#all"})
  void noneWaitsForever_noneIsToldWrong_andTheRowsAgree(Pair pair) {
    World world = new World(INVITE);
    world.open(pair.room(), true, pair.invites().toArray(Kind[]::new));
    for (int i = 1; i <= pair.members(); i++) {
      Step step = redeem(i, 0);
      assertThat(Told.of(World.patiently(() -> world.send(step)))).startsWith("joined");
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
                World.patiently(
                    () ->
                        i % 2 == 0
                            ? world.send(redeem(THREADS * 1000, i / 2))
                            : INVITE.at("session", name).post("/v1/session", CREATE)));
    assertThat(answers).extracting(Answer::status).containsOnly(200, 201);
    assertThat(INVITE.number("select count(*) from auth.users where subject = ?", name)).isOne();
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
                              World.patiently(
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
