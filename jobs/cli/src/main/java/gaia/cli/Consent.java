package gaia.cli;

import java.io.Console;

/** Before what can't be taken back, somebody says the name of the database. */
public final class Consent {
  private Consent() {}

  /**
   * Asks on a terminal; elsewhere nobody can be asked.
   *
   * @param given {@code --yes} was said
   */
  public static void ask(Run run, boolean given) {
    if (given) {
      return;
    }
    String name = run.database().name();
    if (!run.isOnTerminal()) {
      throw Stop.usage(
          "nobody is here to be asked about " + name, "say --yes, or run it on a terminal");
    }
    String said = answer("the name of the database, to go on: ");
    if (!said.equals(name)) {
      throw Stop.because(
          Outcome.REFUSED, "that is not " + name + ", nothing was changed", "say its whole name");
    }
  }

  /** What somebody says on the terminal; empty where they only leave. */
  // It is null again since Java 25 where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  public static String answer(String question) {
    Console console = System.console();
    String said = console == null ? null : console.readLine("%s", question);
    return said == null ? "" : said.strip();
  }
}
