package gaia.across;

import static gaia.across.Pair.THREADS;
import static gaia.across.Pair.issue;
import static gaia.across.Pair.leave;
import static gaia.across.Pair.limit;
import static gaia.across.Pair.remove;
import static gaia.across.Pair.revoke;
import static gaia.across.Pair.say;

import gaia.across.Step.Verb;
import java.util.stream.Stream;

/** What people do beside redeeming. */
final class OtherPairs {
  private OtherPairs() {}

  static Stream<Pair> all() {
    return Stream.of(
        Pair.of("leave and remove: one person")
            .members(1)
            .one(i -> leave(1), "204", "404 not-found")
            .other(i -> remove(1), "204")
            .then(came -> came.left("session, active, 1 of 100")),
        Pair.of("leave and leave: one person")
            .members(1)
            .one(i -> leave(1), "204")
            .other(i -> leave(1), "204")
            .then(came -> came.left("session, active, 1 of 100")),
        Pair.of("leave and pause")
            .members(32)
            .one(i -> leave(1 + i / 2), "204")
            .other(i -> say(i % 4 == 1 ? Verb.PAUSE : Verb.RESUME), "200")
            .then(came -> came.leftNo(" active by")),
        Pair.of("leave and end")
            .members(32)
            .one(i -> leave(1 + i / 2), "204")
            .other(i -> say(Verb.END), "200")
            .then(came -> came.left("session, ended, 1 of 100")),
        Pair.of("leave and a new limit")
            .room(40)
            .members(32)
            .one(i -> leave(1 + i / 2), "204")
            .other(i -> limit(2 + i / 2), "200", "409 below-member-count")
            .then(came -> came.leftNo(" active by")),
        Pair.of("remove and remove: one person")
            .members(1)
            .one(i -> remove(1), "204")
            .other(i -> remove(1), "204")
            .then(came -> came.left("session, active, 1 of 100")),
        Pair.of("remove and a new limit")
            .room(40)
            .members(32)
            .one(i -> remove(1 + i / 2), "204")
            .other(i -> limit(2 + i / 2), "200", "409 below-member-count")
            .then(came -> came.leftNo(" active by")),
        Pair.of("remove and pause")
            .members(32)
            .one(i -> remove(1 + i / 2), "204")
            .other(i -> say(i % 4 == 1 ? Verb.PAUSE : Verb.RESUME), "200")
            .then(came -> came.leftNo(" active by")),
        Pair.of("remove and end")
            .members(32)
            .one(i -> remove(1 + i / 2), "204")
            .other(i -> say(Verb.END), "200")
            .then(came -> came.left("session, ended, 1 of 100")),
        Pair.of("revoke and revoke")
            .one(i -> revoke(State.HOST, 0), "200 revoked")
            .other(i -> revoke(State.HOST, 0), "200 revoked")
            .then(came -> came.left("i0 revoked, 0 uses ()")),
        Pair.of("a new limit and another")
            .members(5)
            .one(i -> limit(6), "200")
            .other(i -> limit(5), "409 below-member-count")
            .then(came -> came.left("session, active, 6 of 6")),
        Pair.of("a new limit and pause")
            .members(5)
            .one(i -> limit(i % 4 == 0 ? 5 : 6), "200", "409 below-member-count")
            .other(i -> say(i % 4 == 1 ? Verb.PAUSE : Verb.RESUME), "200")
            .then(came -> came.count("409 below-member-count", THREADS / 4)),
        Pair.of("a new limit and end")
            .one(i -> limit(50), "200", "410 session-ended")
            .other(i -> say(Verb.END), "200")
            .then(came -> came.leftNo("active, 1 of")),
        Pair.of("pause and end")
            .one(i -> say(i % 4 == 0 ? Verb.PAUSE : Verb.RESUME), "200", "410 session-ended")
            .other(i -> say(Verb.END), "200")
            .then(came -> came.left("session, ended, 1 of 100")),
        Pair.of("end and end")
            .one(i -> say(Verb.END), "200")
            .other(i -> say(Verb.END), "200")
            .then(came -> came.left("session, ended, 1 of 100")),
        Pair.of("revoke and end")
            .one(i -> revoke(State.HOST, i / 2), "200 revoked")
            .other(i -> say(Verb.END), "200")
            .then(came -> came.leftNo("i0, ")),
        Pair.of("issue and remove: who issues")
            .members(1)
            .one(i -> issue(1), "201 active", "404 not-found")
            .other(i -> remove(1), "204")
            .then(came -> came.left("p1 removed by i0 of p0, use 1, was removed")),
        Pair.of("issue and end")
            .one(i -> issue(State.HOST), "201 active", "410 session-ended")
            .other(i -> say(Verb.END), "200")
            .then(came -> came.left("session, ended, 1 of 100")),
        Pair.of("issue and leave: who issues")
            .members(1)
            .one(i -> issue(1), "201 active", "404 not-found")
            .other(i -> leave(1), "204")
            .then(came -> came.left("p1 left by i0 of p0, use 1")));
  }
}
