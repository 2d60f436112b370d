package gaia.across;

import gaia.testing.Answer;

/** What an answer says, in a few words that the rules can say too. */
final class Told {
  private Told() {}

  static String of(Answer answer) {
    if (answer.status() == 204) {
      return "204";
    }
    if (answer.status() >= 400) {
      return answer.status() + " " + answer.text("type").replace("urn:gaia:problem:", "");
    }
    if (answer.has("outcome")) {
      return session(answer, answer.text("outcome"), "session/");
    }
    return answer.has("uses")
        ? "%d %s, %d uses".formatted(answer.status(), answer.text("status"), answer.number("uses"))
        : session(answer, String.valueOf(answer.status()), "");
  }

  private static String session(Answer answer, String outcome, String way) {
    return "%s, %s, %d of %d"
        .formatted(
            outcome,
            answer.text(way + "status"),
            answer.number(way + "member_count"),
            answer.number(way + "max_members"));
  }
}
