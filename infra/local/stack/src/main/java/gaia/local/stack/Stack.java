package gaia.local.stack;

import gaia.local.issuer.Issuer;
import gaia.local.postgres.GaiaProgram;
import gaia.local.postgres.LocalPostgres;
import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** One machine's Cloud Run and Cloud SQL, from the first line to the last process. */
final class Stack {
  static final String AUDIENCE = "gaia";

  private final Settings settings;
  private final Screen screen;
  private final Deque<Part> started = new ArrayDeque<>();
  private final CountDownLatch settled = new CountDownLatch(1);
  private volatile boolean ready;
  private volatile boolean ending;

  private interface Part {
    void end() throws Exception;
  }

  Stack(Settings settings, Screen screen) {
    this.settings = settings;
    this.screen = screen;
  }

  void start() throws Exception {
    try {
      startParts();
      ready = true;
    } finally {
      settled.countDown();
    }
  }

  private void startParts() throws Exception {
    screen.jdk();
    keep(StackLock.take(settings)::close);
    Path data = settings.data();
    PidFiles pids = new PidFiles(data.resolve("run"));
    pids.endLeftOvers();
    Files.createDirectories(data.resolve("log"));
    Files.createDirectories(data.resolve("cache"));
    Server server = new Server();
    ServerConnector door = open(server);

    LocalPostgres postgres = postgres();
    migrate(postgres);
    String inviteKey = Secrets.key(data.resolve("invite-key"));
    Issuer issuer =
        Issuer.persistent(
            settings.issuer(), AUDIENCE, data.resolve("issuer-key"), Clock.systemUTC());
    EnvFile.write(data.resolve("env"), postgres);
    // The functions' ports are open to the network, so they answer only to who knows this.
    String ingressKey = UUID.randomUUID().toString();

    Services services =
        new Services(
            settings,
            word -> environment(word, postgres, inviteKey, ingressKey),
            pids,
            screen::line);
    keep(services::stop);
    LocalPages pages = new LocalPages(issuer, new Docs(services));
    server.addConnector(door);
    server.setHandler(new Router(services, new IamCheck(issuer), pages, ingressKey, screen::line));
    keep(server::stop);
    server.start();
    screen.functions(services.words());
    screen.psql();
    screen.tokens(issuer);
  }

  /** What is kept is ended at the end; a start that was told to end meanwhile goes no further. */
  private void keep(Part part) {
    started.push(part);
    if (ending) {
      throw new CannotStart("told to end while it started");
    }
  }

  /** Ends everything that was started, the latest first; says whether it had been ready. */
  boolean end() throws InterruptedException {
    ending = true;
    if (settled.await(30, TimeUnit.SECONDS)) {
      started.forEach(this::end);
    }
    return ready;
  }

  private void end(Part part) {
    try {
      part.end();
    } catch (Exception e) {
      screen.line("while ending: " + e.getMessage());
    }
  }

  /** Takes the port before anything slow, so that a taken one is told at once. */
  private ServerConnector open(Server server) throws IOException {
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setRequestHeaderSize(64 * 1024);
    http.setResponseHeaderSize(64 * 1024);
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    ServerConnector door = new ServerConnector(server, new HttpConnectionFactory(http));
    door.setHost("127.0.0.1");
    door.setPort(settings.port());
    try {
      door.open();
    } catch (BindException e) {
      throw new CannotStart(taken());
    } catch (IOException e) {
      if (e.getCause() instanceof BindException) {
        throw new CannotStart(taken());
      }
      throw e;
    }
    keep(door::close);
    return door;
  }

  private String taken() {
    return "port %d of 127.0.0.1 is in use by another program: end it, or choose another with -Dport=N"
        .formatted(settings.port());
  }

  private LocalPostgres postgres() throws Exception {
    Path folder = settings.data().resolve("postgres");
    if (settings.fresh()) {
      LocalPostgres.erase(folder);
    }
    LocalPostgres postgres = LocalPostgres.persistent(folder, 5433);
    keep(postgres::close);
    screen.postgres(postgres.version(), postgres);
    return postgres;
  }

  private void migrate(LocalPostgres postgres) throws IOException, InterruptedException {
    GaiaProgram.Ended migrate =
        GaiaProgram.run("migrate", "--database", postgres.url("migrate", "gaia"));
    List<String> said = migrate.output().strip().lines().toList();
    if (migrate.exit() != 0) {
      throw new CannotStart(
          "gaia migrate ended with exit code %d:\n  %s"
              .formatted(migrate.exit(), String.join("\n  ", said)));
    }
    screen.schema(said.getLast());
  }

  private Map<String, String> environment(
      String word, LocalPostgres postgres, String inviteKey, String ingressKey) {
    Map<String, String> environment = new TreeMap<>();
    environment.put("DATABASE_URL", postgres.url(word, "gaia"));
    environment.put("IDENTITY_ISSUER", settings.issuer());
    environment.put("IDENTITY_AUDIENCE", AUDIENCE);
    environment.put("INVITE_TOKEN_KEY", inviteKey);
    environment.put("INVITE_LINK_BASE", "http://localhost:3000/join");
    environment.put("INGRESS_KEY", ingressKey);
    environment.put("CORS_ORIGINS", settings.origins());
    return environment;
  }
}
