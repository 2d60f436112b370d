package gaia.invite;

/**
 * The form of a session's id as its table holds it: anything else can't be one, so it is named and
 * not looked up.
 */
final class SessionId {
  static final String FORM = "[A-Za-z0-9][A-Za-z0-9._~-]{0,254}";
  static final String MESSAGE =
      "must be 1 to 255 of A-Z a-z 0-9 . _ ~ - and begin with a letter or digit";

  private SessionId() {}
}
