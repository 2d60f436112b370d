package gaia.across;

import static gaia.across.State.HOST;

import gaia.across.State.Issued;
import gaia.across.State.Membership;
import gaia.across.Step.Clock;
import gaia.across.Step.Issue;
import gaia.across.Step.Leave;
import gaia.across.Step.Limit;
import gaia.across.Step.Redeem;
import gaia.across.Step.Remove;
import gaia.across.Step.Revoke;
import gaia.across.Step.Say;
import java.util.Map;

/** What a session does, in plain Java and one step at a time: the promise that is tested. */
final class Rules {
  private final State state;
  private int moment;

  Rules(State state) {
    this.state = state;
  }

  private Rules(State state, int moment) {
    this.state = state;
    this.moment = moment;
  }

  Rules copy() {
    return new Rules(state.copy(), moment);
  }

  State state() {
    return state;
  }

  /** Does it, and says what the one who asked is told, in the words of {@link Told}. */
  String apply(Step step) {
    moment++;
    return switch (step) {
      case Redeem redeem -> redeem(redeem);
      case Issue issue -> issue(issue);
      case Revoke revoke -> revoke(revoke);
      case Leave leave -> leave(leave.who());
      case Remove remove -> remove(remove);
      case Limit limit -> limit(limit);
      case Say say -> say(say);
    };
  }

  private String redeem(Redeem step) {
    if (step.invite() == Redeem.UNKNOWN) {
      return "404 invite-unknown";
    }
    int number = step.invite() % state.invites.size();
    Issued invite = state.invites.get(number);
    Membership before = state.members.get(step.who());
    if (before != null && before.active()) {
      return state.shown("already_member");
    }
    if (before != null && before.removed() > invite.moment()) {
      return "403 member-removed";
    }
    if (state.status.equals("ended")) {
      return "410 session-ended";
    }
    if (invite.revoked()) {
      return "410 invite-revoked";
    }
    if (invite.kind().brief && step.clock() == Clock.LATE) {
      return "410 invite-expired";
    }
    boolean again = invite.uses().containsKey(step.who());
    if (!again && invite.usedUp()) {
      return "410 invite-used-up";
    }
    if (state.memberCount() == state.maxMembers) {
      return "409 session-full";
    }
    Issued used = again ? invite : invite.usedBy(step.who());
    state.invites.set(number, used);
    admit(step.who(), number, used.uses(), before == null ? -1 : before.removed());
    return state.shown(again ? "rejoined" : "joined");
  }

  private void admit(int who, int invite, Map<Integer, Integer> uses, int removed) {
    state.members.put(who, new Membership("active", invite, uses.getOrDefault(who, 0), removed));
  }

  private String issue(Issue step) {
    if (!state.isMember(step.who())) {
      return "404 not-found";
    }
    if (step.who() != HOST && !state.membersInvite) {
      return "403 forbidden";
    }
    if (state.status.equals("ended")) {
      return "410 session-ended";
    }
    state.invites.add(new Issued(step.who(), step.kind(), moment, false, Map.of()));
    return "201 active, 0 uses";
  }

  private String revoke(Revoke step) {
    int number = step.invite() % state.invites.size();
    Issued invite = state.invites.get(number);
    if (step.who() != HOST && step.who() != invite.by()) {
      return state.isMember(step.who()) ? "403 forbidden" : "404 not-found";
    }
    state.invites.set(number, invite.whenRevoked());
    return "200 revoked, %d uses".formatted(invite.uses().size());
  }

  private String leave(int who) {
    Membership before = state.members.get(who);
    if (before == null || before.status().equals("removed")) {
      return "404 not-found";
    }
    if (who == HOST) {
      return "409 host-cannot-leave";
    }
    gone(who, before, "left", before.removed());
    return "204";
  }

  private String remove(Remove step) {
    if (step.by() != HOST) {
      return notTheHost(step.by());
    }
    Membership before = state.members.get(step.who());
    if (before == null) {
      return "404 not-found";
    }
    if (step.who() == HOST) {
      return "409 host-cannot-leave";
    }
    gone(step.who(), before, "removed", moment);
    return "204";
  }

  private void gone(int who, Membership before, String status, int removed) {
    state.members.put(who, new Membership(status, before.invite(), before.useNumber(), removed));
  }

  private String limit(Limit step) {
    if (step.by() != HOST) {
      return notTheHost(step.by());
    }
    if (state.status.equals("ended")) {
      return "410 session-ended";
    }
    if (step.maxMembers() < state.memberCount()) {
      return "409 below-member-count";
    }
    state.maxMembers = step.maxMembers();
    return state.shown("200");
  }

  private String say(Say step) {
    if (step.by() != HOST) {
      return notTheHost(step.by());
    }
    if (state.status.equals("ended") && step.verb() != Step.Verb.END) {
      return "410 session-ended";
    }
    state.status = step.verb().status;
    return state.shown("200");
  }

  private String notTheHost(int who) {
    return state.isMember(who) ? "403 forbidden" : "404 not-found";
  }
}
