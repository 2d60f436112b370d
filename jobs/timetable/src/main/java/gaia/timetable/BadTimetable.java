package gaia.timetable;

/** A schedule that can't be read: in which file and line, why, and what to write. */
public final class BadTimetable extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;

  BadTimetable(String file, int line, String what, String hint) {
    super("%s, line %d: %s".formatted(file, line, what));
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
