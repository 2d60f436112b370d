package gaia.drift;

/** A text in one cell of a table, cut to where it differs from another. */
final class Excerpt {
  private static final int WIDTH = 48;
  private static final int CONTEXT = 8;

  private Excerpt() {}

  static String of(String text, String other) {
    String line = line(text);
    String against = line(other);
    int same = 0;
    while (same < Math.min(line.length(), against.length())
        && line.charAt(same) == against.charAt(same)) {
      same++;
    }
    int from = line.length() <= WIDTH ? 0 : Math.max(0, same - CONTEXT);
    int to = Math.min(line.length(), from + WIDTH);
    return (from > 0 ? "… " : "") + line.substring(from, to) + (to < line.length() ? " …" : "");
  }

  private static String line(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
