package gaia.across;

import static gaia.across.Pair.THREADS;
import static gaia.across.Pair.issue;
import static gaia.across.Pair.leave;
import static gaia.across.Pair.limit;
import static gaia.across.Pair.redeem;
import static gaia.across.Pair.remove;
import static gaia.across.Pair.revoke;
import static gaia.across.Pair.say;

import gaia.across.Step.Kind;
import gaia.across.Step.Verb;
import java.util.stream.Stream;

/** Redeeming, beside whatever else touches a session or an invite. */
final class RedeemPairs {
  private RedeemPairs() {}

  static Stream<Pair> all() {
    return Stream.of(
        Pair.of("redeem and redeem: one person")
            .one(i -> redeem(1, 0), "joined", "already_member")
            .other(i -> redeem(1, 0), "joined", "already_member")
            .then(came -> came.count("joined", 1)),
        Pair.of("redeem and redeem: one person by two invites")
            .invites(Kind.SINGLE, Kind.SINGLE)
            .one(i -> redeem(1, 0), "joined", "already_member")
            .other(i -> redeem(1, 1), "joined", "already_member")
            .then(came -> came.count("joined", 1)),
        Pair.of("redeem and redeem: one person by many invites")
            .one(i -> redeem(1, i / 2), "joined", "already_member")
            .other(i -> redeem(1, i / 2), "joined", "already_member")
            .then(came -> came.count("joined", 1)),
        Pair.of("redeem and redeem: more people than places")
            .room(10)
            .one(i -> redeem(1 + i, i / 2), "joined", "409 session-full")
            .other(i -> redeem(1 + i, i / 2), "joined", "409 session-full")
            .then(came -> came.count("joined", 9)),
        Pair.of("redeem and redeem: more people than uses")
            .invites(Kind.TWICE)
            .one(i -> redeem(1 + i, 0), "joined", "410 invite-used-up")
            .other(i -> redeem(1 + i, 0), "joined", "410 invite-used-up")
            .then(came -> came.count("joined", 2)),
        Pair.of("redeem and revoke")
            .one(i -> redeem(1 + i, 0), "joined", "410 invite-revoked")
            .other(i -> revoke(State.HOST, 0), "200 revoked")
            .then(Outcomes::joinedAreIn),
        Pair.of("redeem and end")
            .one(i -> redeem(1 + i, i / 2), "joined", "410 session-ended")
            .other(i -> say(Verb.END), "200")
            .then(Outcomes::joinedAreIn),
        Pair.of("redeem and pause")
            .one(i -> redeem(1 + i, i / 2), "joined")
            .other(i -> say(i % 4 == 1 ? Verb.PAUSE : Verb.RESUME), "200")
            .then(came -> came.count("joined", THREADS / 2)),
        Pair.of("redeem and leave: one person")
            .one(i -> redeem(1, 0), "joined", "rejoined", "already_member")
            .other(i -> leave(1), "204", "404 not-found")
            .then(
                came -> {
                  came.count("joined", 1);
                  came.left("i0, 1 uses (p1:1)");
                }),
        Pair.of("redeem and leave: as many places as leave")
            .room(33)
            .members(32)
            .one(i -> redeem(100 + i, i / 2), "joined", "409 session-full")
            .other(i -> leave(1 + i / 2), "204")
            .then(came -> came.count("204", THREADS / 2)),
        Pair.of("redeem and remove: one person who is in")
            .members(1)
            .one(i -> redeem(1, i % 4 / 2), "already_member", "403 member-removed")
            .other(i -> remove(1), "204")
            .then(
                came -> {
                  came.left("session, active, 1 of 100");
                  came.left("p1 removed by i0 of p0, use 1, was removed");
                }),
        Pair.of("redeem and remove: others")
            .room(33)
            .members(32)
            .one(i -> redeem(100 + i, i / 2), "joined", "409 session-full")
            .other(i -> remove(1 + i / 2), "204")
            .then(came -> came.count("204", THREADS / 2)),
        Pair.of("redeem and a new limit")
            .room(40)
            .one(i -> redeem(1 + i, i / 2), "joined", "409 session-full")
            .other(i -> limit(i % 4 == 1 ? 5 : 40), "200", "409 below-member-count")
            .then(Outcomes::joinedAreIn),
        Pair.of("redeem and issue")
            .one(i -> redeem(1 + i, i / 2), "joined")
            .other(i -> issue(State.HOST), "201 active")
            .then(came -> came.count("joined", THREADS / 2)));
  }
}
