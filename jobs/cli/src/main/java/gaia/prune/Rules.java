package gaia.prune;

import java.time.Duration;
import java.util.List;

/** What may be ended; {@code ops.end_connection} applies the same once more when it comes to it. */
record Rules(Duration olderThan, boolean anyRole, boolean anyDatabase) {
  List<Verdict> expected(List<Idle> found) {
    return found.stream().map(idle -> new Verdict(idle, expected(idle))).toList();
  }

  private String expected(Idle idle) {
    if (idle.guarded() != null) {
      return idle.guarded();
    }
    if (!idle.ours() && !anyRole) {
      return Verdict.NOT_OURS;
    }
    return idle.here() || anyDatabase ? Verdict.ENDED : Verdict.ELSEWHERE;
  }
}
