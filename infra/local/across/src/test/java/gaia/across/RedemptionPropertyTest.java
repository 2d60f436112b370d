package gaia.across;

import static gaia.across.World.BRIEF_SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.across.Step.Clock;
import gaia.across.Step.Kind;
import gaia.across.Step.Redeem;
import gaia.testing.Answer;
import gaia.testing.FunctionUnderTest;
import gaia.testing.Patience;
import gaia.testing.TestClock;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.statistics.Statistics;

/** Whatever people do, one after the other: each is told what the rules say, and it is so. */
class RedemptionPropertyTest {
  private static final FunctionUnderTest INVITE = FunctionUnderTest.of("invite").beside("session");
  private static final Programs PROGRAMS = new Programs(2, 3);

  @BeforeContainer
  static void start() {
    INVITE.start();
  }

  @AfterContainer
  static void stop() {
    INVITE.stop();
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Step> step =
        Arbitraries.frequencyOf(
            Tuple.of(9, PROGRAMS.step(Clock.EARLY, Clock.LATE)), Tuple.of(1, PROGRAMS.issue()));
    return step.list().ofMaxSize(50).withSizeDistribution(RandomDistribution.uniform());
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void everyAnswerAndEveryRow_areWhatTheRulesSay(@ForAll("steps") List<Step> steps) {
    World world = new World(INVITE);
    List<Rules> sessions =
        List.of(
            world.open(3, false, Kind.SINGLE, Kind.TWICE, Kind.UNLIMITED),
            world.open(4, true, Kind.TWICE, Kind.BRIEF_UNLIMITED));
    try (Rows rows = new Rows(INVITE.database())) {
      for (int i = 0; i < steps.size(); i++) {
        Step step = steps.get(i);
        String moment = "step %d, %s".formatted(i + 1, step);
        String told = Told.of(send(world, step));
        Rules rules = sessions.get(step.session());
        assertThat(told).as(moment).isEqualTo(rules.apply(step));
        assertThat(rows.of(world, step.session())).as(moment).isEqualTo(rules.state().rows());
        assertThat(rows.broken(world, step.session())).as(moment).isEmpty();
        note(step, told);
      }
    }
  }

  private static Answer send(World world, Step step) {
    boolean late = step instanceof Redeem redeem && redeem.clock() == Clock.LATE;
    TestClock.ahead(late ? Duration.ofSeconds(BRIEF_SECONDS + 1) : Duration.ZERO);
    try {
      return Patience.with(() -> world.send(step));
    } finally {
      TestClock.ahead(Duration.ZERO);
    }
  }

  /** How often the run met which rule stands in its report. */
  private static void note(Step step, String told) {
    if (step instanceof Redeem) {
      Statistics.collect(told.replaceFirst(",.*", ""));
    }
  }
}
