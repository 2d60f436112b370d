package gaia.across;

import gaia.across.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A session, its people and its invites, as they ought to be. */
final class State {
  static final int HOST = 0;

  final boolean membersInvite;
  final Map<Integer, Membership> members = new TreeMap<>();
  final List<Issued> invites = new ArrayList<>();
  String status = "active";
  int maxMembers;

  /**
   * How somebody stands to the session.
   *
   * @param invite -1 for the host
   * @param removed the moment of the last removal, -1 if there was none
   */
  record Membership(String status, int invite, int useNumber, int removed) {
    boolean active() {
      return status.equals("active");
    }
  }

  /**
   * An invite that was given out.
   *
   * @param uses numbers of uses by person
   */
  record Issued(int by, Kind kind, int moment, boolean revoked, Map<Integer, Integer> uses) {
    boolean usedUp() {
      return kind.maxUses > 0 && uses.size() >= kind.maxUses;
    }

    Issued whenRevoked() {
      return new Issued(by, kind, moment, true, uses);
    }

    Issued usedBy(int who) {
      Map<Integer, Integer> more = new TreeMap<>(uses);
      more.put(who, uses.size() + 1);
      return new Issued(by, kind, moment, revoked, more);
    }
  }

  State(int maxMembers, boolean membersInvite) {
    this.maxMembers = maxMembers;
    this.membersInvite = membersInvite;
    members.put(HOST, new Membership("active", -1, 0, -1));
  }

  State copy() {
    State copy = new State(maxMembers, membersInvite);
    copy.status = status;
    copy.members.putAll(members);
    copy.invites.addAll(invites);
    return copy;
  }

  boolean isMember(int who) {
    @Nullable Membership membership = members.get(who);
    return membership != null && membership.active();
  }

  int memberCount() {
    return (int) members.values().stream().filter(Membership::active).count();
  }

  /** As an answer shows it. */
  String shown(String outcome) {
    return "%s, %s, %d of %d".formatted(outcome, status, memberCount(), maxMembers);
  }

  /** What must stand in the database, in the words of {@link Rows}. */
  String rows() {
    StringBuilder rows = new StringBuilder(shown("session"));
    members.forEach((who, membership) -> rows.append('\n').append(row(who, membership)));
    for (int i = 0; i < invites.size(); i++) {
      rows.append('\n').append(row(i, invites.get(i)));
    }
    return rows.toString();
  }

  private String row(int who, Membership membership) {
    String came =
        membership.invite < 0
            ? ""
            : " by i%d of p%d, use %d"
                .formatted(
                    membership.invite, invites.get(membership.invite).by, membership.useNumber);
    return "p%d %s%s%s"
        .formatted(who, membership.status, came, membership.removed < 0 ? "" : ", was removed");
  }

  private static String row(int number, Issued invite) {
    String uses =
        invite.uses.entrySet().stream()
            .map(use -> "p%d:%d".formatted(use.getKey(), use.getValue()))
            .collect(Collectors.joining(" "));
    return "i%d%s, %d uses (%s)"
        .formatted(number, invite.revoked ? " revoked" : "", invite.uses.size(), uses);
  }
}
