package gaia.invite.property;

import static gaia.invite.property.Pair.THREADS;
import static gaia.invite.property.Pair.redeem;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.invite.property.Step.Kind;
import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Together;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sixty-four at once at every two operations that touch the same rows. */
class PairsTest {
  /** As many connections as threads: whatever can wait for each other does. */
  @RegisterExtension
  static final FunctionUnderTest INVITE =
      FunctionUnderTest.of("invite")
          .beside("session", "invite")
          .with("database.pool", "" + THREADS);

  @ParameterizedTest
  @MethodSource({"gaia.invite.property.RedeemPairs#all", "gaia.invite.property.OtherPairs#all"})
  void noneWaitsForever_noneIsToldWrong_andTheRowsAgree(Pair pair) {
    World world = new World(INVITE);
    world.open(pair.room(), true, pair.invites().toArray(Kind[]::new));
    for (int i = 1; i <= pair.members(); i++) {
      assertThat(Told.of(world.send(redeem(i, 0)))).startsWith("joined");
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
    assertThat(
            INVITE.number(
                "select deadlocks from pg_stat_database where datname = current_database()"))
        .isZero();
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
                          return Told.of(patient(world, pair.step(i), i % 4 < 2))
                              .replaceFirst(",.*", "");
                        } finally {
                          unanswered.decrementAndGet();
                        }
                      }));
      jam.release(unanswered::get);
      return all.join();
    }
  }

  /** A machine that has other things to do may be too slow for 64: who is told to retry does. */
  private static Answer patient(World world, Step step, boolean here) {
    for (int i = 0; ; i++) {
      Answer answer = here ? world.send(step) : world.sendElsewhere(step);
      if (i == 5 || answer.header("Retry-After").isEmpty()) {
        return answer;
      }
    }
  }
}
