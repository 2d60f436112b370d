package gaia.cli;

import java.util.Locale;

/** How a run ended; the words and exit codes are the same for every command. */
public enum Outcome {
  DONE(0),
  NOTHING(0),
  SKIPPED(0),
  DRIFT(1),
  UNHEALTHY(1),
  REFUSED(1),
  FAILED(1),
  BUSY(75),
  UNREACHABLE(75);

  static final int USAGE = 2;
  static final int BAD_INPUT = 65;

  final int exit;

  Outcome(int exit) {
    this.exit = exit;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
