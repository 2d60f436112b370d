package gaia.local.stack;

/** Says in one sentence, fit for a terminal, why the stack does not start, and what to do. */
final class CannotStart extends RuntimeException {
  private static final long serialVersionUID = 1;

  CannotStart(String sentence) {
    super(sentence);
  }
}
