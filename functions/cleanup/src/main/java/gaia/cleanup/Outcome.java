package gaia.cleanup;

/** What came of a call. */
sealed interface Outcome {
  record Told(Receipt receipt) implements Outcome {}

  /** Another one is at work. */
  record Running() implements Outcome {}
}
