package gaia.archive;

import static gaia.archive.LocalBucket.text;

import java.util.Map;

/** What a stand-in for a service says. */
@SuppressWarnings("ArrayRecordComponent")
record Answer(int status, Map<String, String> headers, byte[] body) {
  /** Hangs up. */
  static final Answer NONE = new Answer(0, Map.of(), new byte[0]);

  static Answer json(int status, String json) {
    return new Answer(
        status, Map.of("Content-Type", "application/json; charset=UTF-8"), text(json));
  }

  static Answer failure(int status, String reason) {
    return json(
        status,
        """
        {"error": {"code": %d, "message": "%s", "errors": [{"message": "%s", "domain": "global", "reason": "%s"}]}}
        """
            .formatted(status, reason, reason, reason));
  }

  Answer corrupt() {
    byte[] changed = body.clone();
    if (changed.length > 0) {
      changed[changed.length / 2] ^= 1;
    }
    return new Answer(status, headers, changed);
  }
}
