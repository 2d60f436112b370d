package gaia.across;

import static gaia.across.World.BRIEF_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.across.Step.Clock;
import gaia.across.Step.Kind;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Patience;
import gaia.testing.TestClock;
import gaia.testing.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever people do at once, it is as if they had done it one after the other. */
class ConcurrencyPropertyTest {
  private static final int AT_ONCE = 8;
  private static final int SESSIONS = 2;
  private static final FunctionUnderTest INVITE =
      FunctionUnderTest.of("invite")
          .beside("session", "invite")
          .with("database.pool", "" + AT_ONCE);

  /** Steps that are taken at once; jammed: each has read before any can write. */
  record Round(List<Step> steps, boolean jammed) {}

  @BeforeContainer
  static void start() {
    INVITE.start();
  }

  @AfterContainer
  static void stop() {
    INVITE.stop();
  }

  @Provide
  Arbitrary<List<Round>> rounds() {
    Arbitrary<List<Step>> steps =
        new Programs(SESSIONS, 8)
            .step(Clock.EARLY)
            .list()
            .ofMinSize(1)
            .ofMaxSize(AT_ONCE)
            .withSizeDistribution(RandomDistribution.uniform());
    return Combinators.combine(steps, Arbitraries.of(true, true, false))
        .as(Round::new)
        .list()
        .ofMaxSize(4);
  }

  /**
   * @param early rounds before brief invites are over
   */
  @Property(edgeCases = EdgeCasesMode.NONE)
  void answersAndRows_haveAnOrderThatExplainsThem(
      @ForAll("rounds") List<Round> rounds, @ForAll @IntRange(max = 5) int early) {
    World world = new World(INVITE);
    List<Rules> rules =
        List.of(
            world.open(3, false, Kind.TWICE, Kind.BRIEF_UNLIMITED),
            world.open(4, false, Kind.SINGLE, Kind.UNLIMITED));
    List<Happened> happened = new ArrayList<>();
    try (Jam jam = new Jam(INVITE.database());
        Rows rows = new Rows(INVITE.database())) {
      for (int i = 0; i < rounds.size(); i++) {
        TestClock.ahead(Duration.ofSeconds(i < early ? 0 : BRIEF_SECONDS + 1));
        happened.addAll(take(world, rounds.get(i), jam, i < early ? Clock.EARLY : Clock.LATE));
        for (int session = 0; session < SESSIONS; session++) {
          assertThat(rows.broken(world, session)).as(Happened.history(happened)).isEmpty();
        }
      }
      for (int session = 0; session < SESSIONS; session++) {
        assertExplained(rules.get(session), of(session, happened), rows.of(world, session));
      }
    } finally {
      TestClock.ahead(Duration.ZERO);
    }
  }

  private static void assertExplained(Rules rules, List<Happened> happened, String left) {
    assertThat(Explanation.exists(rules, byThread(happened), left))
        .as("some order explains%swhich left\n%s\n", Happened.history(happened), left)
        .isTrue();
  }

  /** What was done to one session says nothing of another. */
  private static List<Happened> of(int session, List<Happened> happened) {
    return happened.stream().filter(one -> one.step().session() == session).toList();
  }

  @AfterProperty
  void nobodyWaitedForEachOther() {
    assertThat(
            INVITE.number(
                "select deadlocks from pg_stat_database where datname = current_database()"))
        .isZero();
  }

  private static List<Happened> take(World world, Round round, Jam jam, Clock clock) {
    AtomicInteger unanswered = new AtomicInteger(round.steps.size());
    if (round.jammed) {
      jam.hold();
    }
    CompletableFuture<List<Happened>> all =
        Together.later(
            () ->
                Together.start(
                    round.steps.size(),
                    i -> {
                      try {
                        return take(world, i, round.steps.get(i).at(clock), clock);
                      } finally {
                        unanswered.decrementAndGet();
                      }
                    }));
    if (round.jammed) {
      jam.release(unanswered::get);
    }
    return all.join();
  }

  private static Happened take(World world, int thread, Step step, Clock clock) {
    // The clock of the other instance can't be moved.
    boolean elsewhere = thread % 2 == 1 && clock == Clock.EARLY;
    long start = System.nanoTime();
    // What was refused for its time has not happened.
    String told =
        Told.of(Patience.with(() -> elsewhere ? world.sendElsewhere(step) : world.send(step)));
    return new Happened(thread, step, told, start, System.nanoTime());
  }

  private static List<List<Happened>> byThread(List<Happened> happened) {
    return IntStream.range(0, AT_ONCE)
        .mapToObj(thread -> happened.stream().filter(one -> one.thread() == thread).toList())
        .toList();
  }
}
