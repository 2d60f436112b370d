package gaia.cli;

import java.io.Console;
import picocli.CommandLine.Option;

/** Before what can't be taken back, somebody says the name of the database. */
public final class Consent {
  @Option(names = "--yes", description = "Do not ask for the name of the database.")
  private boolean given;

  /** Asks on a terminal; elsewhere nobody can be asked. */
  public void ask(Run run) {
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
