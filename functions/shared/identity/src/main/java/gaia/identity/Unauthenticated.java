package gaia.identity;

/** The token proves nobody. The message says why in lower case and never holds the token. */
public final class Unauthenticated extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Unauthenticated(String why) {
    // Anybody can cause it at any rate, so it carries no stack trace.
    super(why, null, false, false);
  }
}
