package gaia.cleanup;

import gaia.testing.Answer;
import gaia.testing.Expect;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a receipt says, by rule. */
record Told(Answer answer) {
  static Told of(Answer answer) {
    return new Told(Expect.ok(answer));
  }

  boolean done() {
    return answer.at("done").getBooleanValue();
  }

  long rows(String rule) {
    return number(rule, "rows");
  }

  long remaining(String rule) {
    return number(rule, "remaining");
  }

  @Nullable String olderThan(String rule) {
    String way = "tables/" + place(rule) + "/older_than";
    return answer.isNull(way) ? null : answer.text(way);
  }

  /** Those that found something. */
  Map<String, Long> found() {
    Map<String, Long> found = new TreeMap<>();
    for (int i = 0; i < answer.size("tables"); i++) {
      int rows = answer.number("tables/" + i + "/rows");
      if (rows > 0) {
        found.put(answer.text("tables/" + i + "/rule"), (long) rows);
      }
    }
    return found;
  }

  private long number(String rule, String field) {
    return answer.number("tables/" + place(rule) + "/" + field);
  }

  private int place(String rule) {
    for (int i = 0; i < answer.size("tables"); i++) {
      if (answer.text("tables/" + i + "/rule").equals(rule)) {
        return i;
      }
    }
    throw new AssertionError("no rule " + rule + " in " + answer);
  }
}
