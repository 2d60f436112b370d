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
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Two things that are done at once to the same rows, each by half of 64 threads.
 *
 * @param room how many the session takes
 * @param members so many have joined before, by the first invite
 * @param one what an even thread does
 * @param holds what is so whichever came first
 */
record Pair(
    String name,
    int room,
    List<Kind> invites,
    int members,
    Side one,
    Side other,
    Consumer<Outcomes> holds) {
  static final int THREADS = 64;
  private static final Side NOTHING = new Side(i -> leave(State.HOST), Set.of());

  /**
   * One of the two.
   *
   * @param may what it may be told
   */
  record Side(IntFunction<Step> step, Set<String> may) {}

  /**
   * In a session with room for all and invites without limits, one for every two threads: at one
   * invite an instance lets only one of them to the database.
   */
  static Pair of(String name) {
    List<Kind> invites = Collections.nCopies(THREADS / 2, Kind.UNLIMITED);
    return new Pair(name, 100, invites, 0, NOTHING, NOTHING, outcomes -> {});
  }

  Pair room(int places) {
    return new Pair(name, places, invites, members, one, other, holds);
  }

  Pair invites(Kind... kinds) {
    return new Pair(name, room, List.of(kinds), members, one, other, holds);
  }

  Pair members(int before) {
    return new Pair(name, room, invites, before, one, other, holds);
  }

  Pair one(IntFunction<Step> step, String... may) {
    return new Pair(name, room, invites, members, new Side(step, Set.of(may)), other, holds);
  }

  Pair other(IntFunction<Step> step, String... may) {
    return new Pair(name, room, invites, members, one, new Side(step, Set.of(may)), holds);
  }

  Pair then(Consumer<Outcomes> rule) {
    return new Pair(name, room, invites, members, one, other, rule);
  }

  Side side(int thread) {
    return thread % 2 == 0 ? one : other;
  }

  Step step(int thread) {
    return side(thread).step.apply(thread);
  }

  static Step redeem(int who, int invite) {
    return new Redeem(who, 0, invite, Clock.EARLY);
  }

  static Step leave(int who) {
    return new Leave(who, 0);
  }

  static Step remove(int who) {
    return new Remove(State.HOST, who, 0);
  }

  static Step limit(int maxMembers) {
    return new Limit(State.HOST, 0, maxMembers);
  }

  static Step say(Verb verb) {
    return new Say(State.HOST, 0, verb);
  }

  static Step revoke(int who, int invite) {
    return new Revoke(who, 0, invite);
  }

  static Step issue(int who) {
    return new Issue(who, 0, Kind.TWICE);
  }

  @Override
  public String toString() {
    return name;
  }
}
