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
  // It is null again since Java 25 where there is no terminal.
  @SuppressWarnings("SystemConsoleNull")
  public static void ask(Run run, boolean given) {
    if (given) {
      return;
    }
    String name = run.database().name();
    Console console = System.console();
    if (console == null || !console.isTerminal() || run.json()) {
      throw Stop.usage(
          "nobody is here to be asked about " + name, "say --yes, or run it on a terminal");
    }
    String said = console.readLine("the name of the database, to go on: ");
    if (said == null || !said.strip().equals(name)) {
      throw Stop.because(
          Outcome.REFUSED, "that is not " + name + ", nothing was changed", "say its whole name");
    }
  }
}
