package gaia.cli;

import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.BeanDefinition;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program: finds its commands among the beans, runs one, and ends with its exit code. */
@Command(
    name = "gaia",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    usageHelpAutoWidth = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Keeps a Gaia database healthy.")
public final class Gaia implements Runnable {
  // Kept here, since the log manager forgets loggers that nobody holds.
  private static final Logger ROOT = Logger.getLogger("");
  private static final Logger OURS = Logger.getLogger("gaia");
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private final ApplicationContext context;
  @Spec private @Nullable CommandSpec spec;

  private Gaia(ApplicationContext context) {
    this.context = context;
  }

  public static void main(String[] args) {
    // What went wrong is told once, by the command, not by each library on its way.
    ROOT.setLevel(Level.SEVERE);
    OURS.setLevel(Level.INFO);
    FLYWAY.setLevel(Level.OFF);
    System.exit(run(args));
  }

  static int run(String... args) {
    try (ApplicationContext context =
        ApplicationContext.builder().deduceEnvironment(false).banner(false).start()) {
      return commandLine(context, args).execute(args);
    }
  }

  /** Of all commands only the one that is asked for: each costs its time to describe. */
  static CommandLine commandLine(ApplicationContext context, String... words) {
    Gaia gaia = new Gaia(context);
    CommandLine console = new CommandLine(gaia);
    String wanted = words.length == 0 ? "" : words[0];
    List<BeanDefinition<Job>> all = List.copyOf(context.getBeanDefinitions(Job.class));
    List<BeanDefinition<Job>> asked = all.stream().filter(job -> name(job).equals(wanted)).toList();
    (asked.isEmpty() ? all : asked)
        .stream()
            .sorted(Comparator.comparing(Gaia::name))
            .forEach(job -> console.addSubcommand(name(job), context.getBean(job)));
    return console
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(gaia::misused);
  }

  private static String name(BeanDefinition<Job> job) {
    return job.stringValue(Command.class, "name").orElse("");
  }

  /** Called when no command was named. */
  @Override
  public void run() {
    throw new ParameterException(console(), "no command is named");
  }

  private CommandLine console() {
    if (spec == null) {
      throw new IllegalStateException("picocli sets it before it runs this");
    }
    return spec.commandLine();
  }

  int finish(Run run, Ending.Work work, Consumer<Map<String, Long>> ended) {
    return new Ending(context, ended).of(run, work);
  }

  /** The options were not understood, so whether JSON is wanted is read off the words. */
  private int misused(ParameterException misuse, String[] words) {
    CommandLine console = misuse.getCommandLine();
    SharedOptions options = new SharedOptions();
    options.json = List.of(words).contains("--json");
    String name = console.getCommandSpec().qualifiedName();
    return finish(
        Run.start(console.getCommandName(), options, false, false, console),
        run -> {
          throw Stop.usage(
              SaidUrl.withoutPassword(Failure.lowerCase(String.valueOf(misuse.getMessage()))),
              name + " --help lists what it takes");
        },
        ages -> {});
  }
}
