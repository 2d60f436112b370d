package gaia.schema;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the words of a script tell, with comments and quoted texts left out. */
public final class Statements {
  private static final Pattern SILENT =
      Pattern.compile(
          """
          (?sx)--[^\\n]*
          # comments may hold comments
          | /\\*(?: [^*/]++ | \\*(?!/) | /(?!\\*) | /\\*(?:[^*]++|\\*(?!/))*+\\*/ )*+\\*/
          | (?<![A-Za-z0-9_$])[Ee]'(?:[^'\\\\]++|''|\\\\.)*+'
          | '(?:[^']++|'')*+'
          | "(?:[^"]++|"")*+"
          | (\\$[A-Za-z_0-9]*\\$).*?\\1
          """);

  // Quoted or not, it is the name that somebody meant.
  private static final Pattern PLAIN_NAME = Pattern.compile("\"[A-Za-z0-9_]+\"");

  private static final Pattern ALONE =
      Pattern.compile(
          """
          (?ix)\\b(?: (?:create|drop)\\s+(?:unique\\s+)?index\\s+concurrently
          | (?:^|;)\\s*vacuum | reindex\\s+(?:\\([^)]*\\)\\s*)?(?:schema|database|system)
          | reindex\\s+(?:\\([^)]*\\)\\s*)?(?:index|table)\\s+concurrently
          | reindex\\s+\\([^)]*\\bconcurrently\\b(?!\\s+(?:off|false|0))[^)]*\\)\\s*(?:index|table)
          | detach\\s+partition\\s+[a-z0-9_."]+\\s+(?:concurrently|finalize)
          | alter\\s+system | (?:create|drop)\\s+(?:database|tablespace|subscription) )\\b
          """);

  private static final Pattern LABEL =
      Pattern.compile("(?i)\\balter\\s+type\\s[^;]*\\badd\\s+value\\b");

  private static final Pattern SETTING = Pattern.compile("(?i)(?:^|;)\\s*(?:set|reset|do)\\b");

  private static final Pattern CONCURRENT_INDEX =
      Pattern.compile(
          """
          (?ix)\\bcreate\\s+(?:unique\\s+)?index\\s+concurrently\\s+(if\\s+not\\s+exists\\s+)?
          "?([a-z0-9_]+)"?\\s+on\\s+(?:only\\s+)?([a-z0-9_."]+)
          """);

  private static final Pattern NAMELESS_INDEX =
      Pattern.compile("(?i)\\bcreate\\s+(?:unique\\s+)?index\\s+concurrently\\s+on\\b");

  private static final Pattern OF_THE_CALLER =
      Pattern.compile(
          """
          (?ix)(?:^|;)\\s*( commit | abort | rollback(?!\\s+(?:work\\s+|transaction\\s+)?to\\b)
          | start\\s+transaction | prepare\\s+transaction
          | (?:begin|end)(?=\\s+(?:transaction|work)\\b) | begin(?=\\s*(?:;|$)|\\s+(?:isolation|read)\\b)
          | (?:re)?set\\s+(?:(?:session|local)\\s+)?role
          | (?:re)?set\\s+(?:(?:session|local)\\s+)?session\\s+authorization )\\b
          """);

  private Statements() {}

  /**
   * The words that begin or end a transaction or change the role, both of which are the caller's;
   * null where there are none.
   */
  static @Nullable String ofTheCaller(String sql) {
    Matcher words = OF_THE_CALLER.matcher(spoken(sql));
    return words.find() ? words.group(1) : null;
  }

  /** Also in a block, whose text is a quoted one. */
  static boolean addsLabel(String sql) {
    return LABEL.matcher(sql).find();
  }

  /** Whether it may set something that holds for its session, as far as its words tell. */
  static boolean setsSession(String sql) {
    return SETTING.matcher(spoken(sql)).find() || sql.contains("set_config");
  }

  static boolean mustStandAlone(String sql) {
    return ALONE.matcher(spoken(sql)).find();
  }

  /**
   * An index that a script makes while others write.
   *
   * @param keeps it says {@code if not exists}
   */
  public record ConcurrentIndex(String name, String table, boolean keeps) {
    static ConcurrentIndex of(MatchResult words) {
      return new ConcurrentIndex(words.group(2), words.group(3), words.group(1) != null);
    }
  }

  public static List<ConcurrentIndex> concurrentIndexes(String sql) {
    return CONCURRENT_INDEX.matcher(spoken(sql)).results().map(ConcurrentIndex::of).toList();
  }

  /** The same without {@code concurrently}. */
  static String together(String sql) {
    return sql.replaceAll("(?i)\\b(index|table)\\s+concurrently\\b", "$1")
        .replaceAll("(?i)(\\breindex\\s*\\([^)]*)\\bconcurrently\\b", "$1verbose")
        .replaceAll("(?i)(\\bdetach\\s+partition\\s+\\S+)\\s+(?:concurrently|finalize)\\b", "$1");
  }

  /** An index that is made while others write has to be found again after a run that was killed. */
  static boolean hasNamelessIndex(String sql) {
    return NAMELESS_INDEX.matcher(spoken(sql)).find();
  }

  private static String spoken(String sql) {
    return SILENT
        .matcher(sql)
        .replaceAll(words -> PLAIN_NAME.matcher(words.group()).matches() ? words.group() : " ");
  }
}
