package gaia.prune;

import gaia.cli.Units;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What became of a connection.
 *
 * @param answer {@code ended}, {@code gone}, or why it was spared, in the words of {@code
 *     ops.end_connection}
 */
record Verdict(Idle idle, String answer) {
  static final String ENDED = "ended";
  static final String NOT_OURS = "not one of our roles";
  static final String ELSEWHERE = "another database";
  private static final int WIDTH = 40;

  boolean isEnd() {
    return answer.equals(ENDED);
  }

  String[] cells(boolean dryRun) {
    return new String[] {
      Integer.toString(idle.pid()),
      idle.login(),
      idle.application(),
      idle.address(),
      idle.state(),
      Units.age(idle.idle()),
      shortened(idle.did()),
      told(dryRun)
    };
  }

  Map<String, Object> item() {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("pid", idle.pid());
    item.put("database", idle.database());
    item.put("user", idle.login());
    item.put("application", idle.application());
    item.put("from", idle.address());
    item.put("state", idle.state());
    item.put("idle_seconds", idle.idle().toSeconds());
    item.put("last_did", idle.did());
    item.put("ended", isEnd());
    item.put("why", isEnd() ? "idle" : answer);
    return item;
  }

  private String told(boolean dryRun) {
    if (isEnd()) {
      return dryRun ? "would end" : ENDED;
    }
    return "spared: " + (answer.equals(ELSEWHERE) ? answer + ", " + idle.database() : answer);
  }

  private static String shortened(String text) {
    return text.length() <= WIDTH ? text : text.substring(0, WIDTH - 2).stripTrailing() + " …";
  }
}
