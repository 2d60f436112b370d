package gaia.cli;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The program: finds its commands among the beans, runs one, and ends with its exit code. */
@Command(
    name = "gaia",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Keeps a Gaia database healthy.")
public final class Gaia implements Runnable {
  private static final Logger ROOT = Logger.getLogger("");

  private final ApplicationContext context;

  private Gaia(ApplicationContext context) {
    this.context = context;
  }

  public static void main(String[] args) {
    // What went wrong is told once, by the command, not by each library on its way.
    ROOT.setLevel(Level.SEVERE);
    int exit;
    try (ApplicationContext context =
        ApplicationContext.builder().deduceEnvironment(false).banner(false).start()) {
      exit = commandLine(context).execute(args);
    }
    System.exit(exit);
  }

  static CommandLine commandLine(ApplicationContext context) {
    CommandLine gaia = new CommandLine(new Gaia(context));
    context.getBeansOfType(Job.class).stream()
        .map(CommandLine::new)
        .sorted(Comparator.comparing(CommandLine::getCommandName))
        .forEach(job -> gaia.addSubcommand(job.getCommandName(), job));
    return gaia.setParameterExceptionHandler(Gaia::misused);
  }

  /** Called when no command was named. */
  @Override
  public void run() {
    throw new ParameterException(commandLine(context), "no command was named");
  }

  interface Work {
    Outcome run(Run run) throws SQLException;
  }

  int finish(Run run, Work work) {
    try {
      Outcome outcome = work.run(run);
      return end(run, run.report(outcome, outcome.exit, null));
    } catch (Stop stop) {
      return end(run, stop.outcome, stop.exit, String.valueOf(stop.getMessage()), stop.hint);
    } catch (SQLException failure) {
      Stop stop = Failure.of(failure);
      return end(run, stop.outcome, stop.exit, String.valueOf(stop.getMessage()), stop.hint);
    }
  }

  private int end(Run run, Outcome outcome, int exit, String message, String hint) {
    run.err.println("gaia " + run.command() + ": " + outcome.word() + ": " + message);
    run.err.println("hint: " + hint);
    run.err.flush();
    return end(run, run.report(outcome, exit, message + "; hint: " + hint));
  }

  private int end(Run run, Report report) {
    if (run.json()) {
      print(run.out, report);
    }
    return report.exit();
  }

  private void print(PrintWriter out, Report report) {
    try {
      out.println(context.getBean(JsonMapper.class).writeValueAsString(report));
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int misused(ParameterException misuse, String[] args) {
    CommandLine console = misuse.getCommandLine();
    String message = Failure.lowerCase(String.valueOf(misuse.getMessage()));
    String name = console.getCommandSpec().qualifiedName();
    console.getErr().println(name + ": " + message);
    console.getErr().println("hint: " + name + " --help lists what it takes");
    console.getErr().flush();
    return Outcome.USAGE;
  }

  static boolean wantsJson(String... args) {
    return List.of(args).contains("--json");
  }
}
