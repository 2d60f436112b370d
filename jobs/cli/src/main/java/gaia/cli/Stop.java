package gaia.cli;

import org.jspecify.annotations.Nullable;

/** Ends a run early with a sentence for the operator: what failed, the numbers, and what to do. */
public final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1;

  final Outcome outcome;
  final int exit;
  final String hint;

  private Stop(Outcome outcome, int exit, String message, String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.outcome = outcome;
    this.exit = exit;
    this.hint = hint;
  }

  public Outcome outcome() {
    return outcome;
  }

  public static Stop because(Outcome outcome, String message, String hint) {
    return new Stop(outcome, outcome.exit, message, hint, null);
  }

  public static Stop because(Outcome outcome, String message, String hint, Throwable cause) {
    return new Stop(outcome, outcome.exit, message, hint, cause);
  }

  public static Stop usage(String message, String hint) {
    return new Stop(Outcome.REFUSED, Outcome.USAGE, message, hint, null);
  }

  public static Stop badInput(String message, String hint) {
    return new Stop(Outcome.REFUSED, Outcome.BAD_INPUT, message, hint, null);
  }
}
