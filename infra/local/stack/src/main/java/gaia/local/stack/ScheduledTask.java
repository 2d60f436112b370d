package gaia.local.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import gaia.local.issuer.Issuer;
import gaia.local.postgres.Checkout;
import gaia.local.postgres.LocalPostgres;
import gaia.timetable.Timetable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A job as a process, or a container, of its own login, a function by its path: as the cloud starts
 * them.
 */
record ScheduledTask(
    Settings settings, LocalPostgres postgres, Services services, Issuer issuer, PidFiles pids)
    implements Scheduler.Task {
  private static final int MISUSED = 2;

  @Override
  public String run(Timetable.Line line) throws IOException, InterruptedException {
    return line.function() ? function(line) : job(line);
  }

  private String job(Timetable.Line line) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command(line)).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .retainAll(List.of("PATH", "HOME", "LANG", "TMPDIR", "JAVA_HOME", "DOCKER_HOST"));
    builder.environment().put("DATABASE_URL", postgres.url(login(line), "gaia"));
    builder.environment().put("GAIA_SCHEDULED", "true");
    builder.environment().put("BACKUP_TO", settings.data().resolve("backups").toString());
    Process process = builder.start();
    pids.remember(process.toHandle());
    try {
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      int exit = process.waitFor();
      write(line, output);
      return exit == MISUSED ? "which this version does not have: exit 2" : "exit " + exit;
    } finally {
      // An end of the stack amid a run ends the run too.
      process.destroy();
      pids.forget(process.toHandle());
    }
  }

  private List<String> command(Timetable.Line line) throws IOException {
    List<String> words = List.of(line.does().split(" ", -1));
    if (settings.run() == Settings.Run.IMAGES) {
      return Containers.ofJob(settings.data(), words);
    }
    List<String> command = new ArrayList<>();
    command.add(settings.root().resolve("jobs/gaia").toString());
    command.addAll(words);
    return command;
  }

  /** A job without a login of its own works by the one that migrates. */
  static String login(Timetable.Line line) {
    String word = line.does().split("[ -]", 2)[0];
    return Checkout.logins().contains(word) ? word : "migrate";
  }

  private void write(Timetable.Line line, byte[] output) throws IOException {
    Path log = settings.data().resolve("log").resolve(line.name() + ".log");
    Files.writeString(
        log, new String(output, UTF_8), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private String function(Timetable.Line line) throws IOException, InterruptedException {
    if (services.get(line.name()) == null) {
      return "which is not built";
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(settings.address() + line.does()))
            .header("Authorization", "Bearer " + issuer.mint(IamCheck.SCHEDULER))
            .POST(BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return "status " + client.send(request, BodyHandlers.discarding()).statusCode();
    }
  }
}
