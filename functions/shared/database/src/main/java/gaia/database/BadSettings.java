package gaia.database;

/** Settings that can't be meant. The message names what is wrong, never a password. */
public final class BadSettings extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  BadSettings(String what, String hint) {
    super(what + "; hint: " + hint);
  }
}
