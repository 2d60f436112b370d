package gaia.catalog.form;

/** Names what cannot be said in SQL, so that it is never left out without a word. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  Refusal(String message) {
    super(message);
  }
}
