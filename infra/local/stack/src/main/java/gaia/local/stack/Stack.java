package gaia.local.stack;

import static java.util.Objects.requireNonNull;

import gaia.local.images.Docker;
import gaia.local.images.Images;
import gaia.local.issuer.Issuer;
import gaia.local.postgres.GaiaProgram;
import gaia.local.postgres.LocalPostgres;
import gaia.timetable.Timetable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.eclipse.jetty.server.Server;
import org.jspecify.annotations.Nullable;

/** One machine's Cloud Run and Cloud SQL, from the first line to the last process. */
final class Stack {
  static final String AUDIENCE = "gaia";

  private final Settings settings;
  private final Screen screen;
  private final Parts parts;
  private volatile boolean ready;
  private Scheduler.@Nullable Task task;

  Stack(Settings settings, Screen screen) {
    this.settings = settings;
    this.screen = screen;
    this.parts = new Parts(screen::line);
  }

  void start() throws Exception {
    try {
      screen.jdk();
      parts.keep(StackLock.take(settings)::close);
      PidFiles pids = new PidFiles(settings.data().resolve("run"));
      pids.endLeftOvers();
      images();
      Server server = new Server();
      // Before anything slow, so that a taken port is told at once.
      parts.keep(Door.open(server, settings.port())::close);
      LocalPostgres postgres = postgres();
      migrate(postgres);
      Future<GaiaProgram.Ended> admin = admin(postgres);
      serve(server, postgres, pids);
      mustHaveWorked("admin", admin.get());
      ready = true;
    } finally {
      parts.settle();
    }
  }

  /** Does a line of the schedule now; to be called when this has started. */
  String run(Timetable.Line line) throws IOException, InterruptedException {
    return requireNonNull(task).run(line);
  }

  /** Ends everything, the latest first; says whether it had been ready. */
  boolean end() throws InterruptedException {
    parts.end();
    return ready;
  }

  /** Built anew each time, which is Docker's own cache where nothing changed. */
  private void images() throws IOException, InterruptedException {
    if (settings.run() == Settings.Run.IMAGES) {
      if (!Docker.answers()) {
        throw new CannotStart("-Dimages wants Docker, and it does not answer: start it first");
      }
      parts.keep(() -> Containers.remove(settings.data()));
      Containers.remove(settings.data());
      try {
        screen.images(Images.build(Containers.REPOSITORY, Containers.TAG));
      } catch (IOException e) {
        throw new CannotStart(String.valueOf(e.getMessage()));
      }
    }
  }

  private LocalPostgres postgres() {
    Path folder = settings.data().resolve("postgres");
    if (settings.fresh()) {
      LocalPostgres.erase(folder);
    }
    LocalPostgres postgres = LocalPostgres.persistent(folder, 5433);
    parts.keep(postgres::close);
    screen.postgres(postgres.version(), postgres);
    return postgres;
  }

  private void migrate(LocalPostgres postgres) throws IOException, InterruptedException {
    GaiaProgram.Ended migrate = gaia(postgres, "migrate");
    mustHaveWorked("migrate", migrate);
    screen.schema(migrate.output().strip().lines().toList().getLast());
  }

  /** So that the token of the demo admin opens what it promises; while the rest starts. */
  private Future<GaiaProgram.Ended> admin(LocalPostgres postgres) {
    FutureTask<GaiaProgram.Ended> grant =
        new FutureTask<>(
            () ->
                gaia(
                    postgres,
                    "admin",
                    "grant",
                    "--subject",
                    "admin",
                    "--issuer",
                    settings.issuer()));
    Thread.startVirtualThread(grant);
    return grant;
  }

  /** A command, under the login of its first word. */
  private GaiaProgram.Ended gaia(LocalPostgres postgres, String... words)
      throws IOException, InterruptedException {
    String url = postgres.url(words[0], "gaia");
    if (settings.run() == Settings.Run.IMAGES) {
      return Containers.runJob(settings.data(), url, words);
    }
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--database", url));
    return GaiaProgram.run(all.toArray(String[]::new));
  }

  private static void mustHaveWorked(String command, GaiaProgram.Ended ended) {
    if (ended.exit() != 0) {
      List<String> said = ended.output().strip().lines().toList();
      throw new CannotStart(
          "gaia %s ended with exit code %d:\n  %s"
              .formatted(command, ended.exit(), String.join("\n  ", said)));
    }
  }

  private void serve(Server server, LocalPostgres postgres, PidFiles pids) throws Exception {
    Path data = settings.data();
    Files.createDirectories(data.resolve("log"));
    EnvFile.write(data.resolve("env"), postgres);
    Issuer issuer =
        Issuer.persistent(
            settings.issuer(), AUDIENCE, data.resolve("issuer-key"), Clock.systemUTC());
    // The functions' ports are open to the network, so they answer only to who knows this.
    String ingressKey = UUID.randomUUID().toString();
    Environment environment =
        new Environment(settings, postgres, Secrets.key(data.resolve("invite-key")), ingressKey);

    Services services = new Services(settings, environment, pids, screen::line);
    parts.keep(services::stop);
    LocalPages pages = new LocalPages(issuer, new Docs(services));
    server.setHandler(new Router(services, new IamCheck(issuer), pages, ingressKey, screen::line));
    server.setErrorHandler(new NoBody());
    parts.keep(server::stop);
    server.start();
    task = new ScheduledTask(settings, postgres, services, issuer, pids);
    Scheduler scheduler =
        new Scheduler(Appointment.of(settings.schedule()), task, Clock.systemUTC(), screen::line);
    parts.keep(scheduler::stop);
    scheduler.start();
    screen.functions(services.words());
    screen.schedule(scheduler.told());
    screen.psql();
    screen.tokens(issuer);
  }
}
