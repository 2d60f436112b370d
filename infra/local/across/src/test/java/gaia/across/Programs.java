package gaia.across;

import gaia.across.Step.Clock;
import gaia.across.Step.Issue;
import gaia.across.Step.Kind;
import gaia.across.Step.Leave;
import gaia.across.Step.Limit;
import gaia.across.Step.Redeem;
import gaia.across.Step.Remove;
import gaia.across.Step.Revoke;
import gaia.across.Step.Say;
import gaia.across.Step.Verb;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Steps as people take them: mostly they redeem, and so few people that they meet.
 *
 * @param sessions how many there are
 * @param over how often something is revoked or ended for good, beside 14 redemptions
 */
record Programs(int sessions, int over) {
  private static final int PEOPLE = 4;

  Arbitrary<Step> step(Clock... clocks) {
    return Arbitraries.frequencyOf(
        Tuple.of(14, redeem(clocks)),
        Tuple.of(9, Combinators.combine(person(), session()).as(Leave::new)),
        Tuple.of(3, Combinators.combine(mostlyHost(), person(), session()).as(Remove::new)),
        Tuple.of(2, Combinators.combine(mostlyHost(), session(), limit()).as(Limit::new)),
        Tuple.of(1 + over, Combinators.combine(mostlyHost(), session(), verb()).as(Say::new)),
        Tuple.of(over, Combinators.combine(mostlyHost(), session(), invite()).as(Revoke::new)));
  }

  Arbitrary<Step> issue() {
    return Combinators.combine(person(), session(), Arbitraries.of(Kind.class)).as(Issue::new);
  }

  private Arbitrary<Step> redeem(Clock... clocks) {
    Arbitrary<Integer> invite =
        Arbitraries.frequencyOf(
            Tuple.of(20, invite()), Tuple.of(1, Arbitraries.just(Redeem.UNKNOWN)));
    return Combinators.combine(person(), session(), invite, Arbitraries.of(clocks)).as(Redeem::new);
  }

  private Arbitrary<Verb> verb() {
    // A session that has ended says little more.
    return Arbitraries.frequency(
        Tuple.of(5, Verb.PAUSE), Tuple.of(5, Verb.RESUME), Tuple.of(over, Verb.END));
  }

  private Arbitrary<Integer> session() {
    return Arbitraries.integers().between(0, sessions - 1);
  }

  private static Arbitrary<Integer> person() {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just(State.HOST)),
        Tuple.of(15, Arbitraries.integers().between(1, PEOPLE)));
  }

  private static Arbitrary<Integer> mostlyHost() {
    return Arbitraries.frequencyOf(
        Tuple.of(7, Arbitraries.just(State.HOST)), Tuple.of(1, person()));
  }

  private static Arbitrary<Integer> limit() {
    return Arbitraries.integers().between(2, 5);
  }

  private static Arbitrary<Integer> invite() {
    return Arbitraries.integers().between(0, 5);
  }
}
