package gaia.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Google's storage of one machine, as far as backups use its JSON API, and as unreliable as a test
 * wants it. Its rules are those of the documentation: an object is seen when its upload has ended,
 * a precondition that does not hold is 412, an unfinished upload answers 308 with what it has.
 */
public final class LocalBucket implements AutoCloseable {
  private record Plan(Predicate<Asked> of, Misdeed misdeed, BooleanSupplier left) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Objects objects = new Objects();
  private final Uploads uploads = new Uploads(objects);
  private final Queue<Plan> plans = new ConcurrentLinkedQueue<>();
  private final Queue<String> asked = new ConcurrentLinkedQueue<>();

  private LocalBucket(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public static LocalBucket open() throws IOException {
    return new LocalBucket(0);
  }

  /** For a person who wants to try it: stands until it is killed. */
  public static void main(String[] port) throws IOException {
    LocalBucket bucket = new LocalBucket(Integer.parseInt(port[0]));
    System.out.println("STORAGE_EMULATOR_HOST=" + bucket.url());
  }

  /** What STORAGE_EMULATOR_HOST wants. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** What is seen there. */
  public List<String> names() {
    return objects.names();
  }

  public byte[] content(String name) {
    return objects.find(name).orElseThrow().bytes();
  }

  /** As if somebody else had written it, with a time of its making of one's own. */
  public void put(String name, byte[] bytes, String made) {
    objects.put(name, bytes, Map.of(), made);
  }

  public void delete(String name) {
    objects.delete(name);
  }

  public int uploadsBegun() {
    return uploads.begun();
  }

  /** {@code PUT /upload/…}, one for each request so far. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** To the next requests that fit. */
  public void next(int times, Misdeed misdeed, Predicate<Asked> of) {
    AtomicInteger left = new AtomicInteger(times);
    plans.add(new Plan(of, misdeed, () -> left.getAndDecrement() > 0));
  }

  /** To some requests, at random, so many at most. */
  public void somewhere(Random random, double share, int most) {
    List<Misdeed> all = new ArrayList<>(List.of(Misdeed.values()));
    all.remove(Misdeed.FORBIDDEN_403);
    AtomicInteger left = new AtomicInteger(most);
    for (Misdeed each : all) {
      plans.add(
          new Plan(
              request -> true,
              each,
              () -> {
                synchronized (random) {
                  return random.nextDouble() < share && left.getAndDecrement() > 0;
                }
              }));
    }
  }

  /** Does no wrong from now on. */
  public void forgive() {
    plans.clear();
  }

  private static boolean fits(Misdeed misdeed, Asked request) {
    return switch (misdeed) {
      case CORRUPT, UNDERSTATE, OVERSTATE, LOSE_LAST -> request.isPiece();
      case CORRUPT_ANSWER -> request.isDownload();
      default -> true;
    };
  }

  private void answer(HttpExchange exchange) throws IOException {
    Asked request = Asked.of(exchange);
    asked.add(request.toString());
    Misdeed misdeed =
        plans.stream()
            .filter(
                plan ->
                    fits(plan.misdeed(), request)
                        && plan.of().test(request)
                        && plan.left().getAsBoolean())
            .map(Plan::misdeed)
            .findFirst()
            .orElse(null);
    try (exchange) {
      Answer answer = misdeed == null ? usual(request) : odd(request, misdeed);
      if (answer.status() != 0) {
        send(exchange, request, answer, misdeed == Misdeed.HALF_ANSWER);
      }
    } catch (IOException | UncheckedIOException | IllegalStateException e) {
      // Whoever asked has hung up.
    } catch (RuntimeException e) {
      e.printStackTrace();
      throw e;
    }
  }

  private Answer odd(Asked request, Misdeed misdeed) throws IOException {
    return switch (misdeed) {
      case BUSY_503 -> Answer.failure(503, "backendError");
      case TOO_MANY_429 -> Answer.failure(429, "rateLimitExceeded");
      case FORBIDDEN_403 -> Answer.failure(403, "forbidden");
      case CUT_REQUEST -> {
        if (request.isPiece()) {
          uploads.piece(request.half(), Misdeed.CUT_REQUEST, url());
        }
        yield Answer.NONE;
      }
      case CUT_ANSWER -> {
        usual(request);
        yield Answer.NONE;
      }
      case CORRUPT_ANSWER -> usual(request).corrupt();
      case HALF_ANSWER -> usual(request);
      default -> uploads.piece(request, misdeed, url());
    };
  }

  private Answer usual(Asked request) throws IOException {
    if (request.path().startsWith("/upload/")) {
      return uploads.piece(request, null, url());
    }
    return objects.answer(request);
  }

  private static void send(HttpExchange exchange, Asked request, Answer answer, boolean half)
      throws IOException {
    answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    byte[] body = answer.body();
    boolean none = body.length == 0 || request.method().equals("HEAD");
    exchange.sendResponseHeaders(answer.status(), none ? -1 : body.length);
    if (!none) {
      OutputStream out = exchange.getResponseBody();
      out.write(body, 0, half ? body.length / 2 : body.length);
      out.flush();
    }
  }

  static byte[] text(String text) {
    return text.getBytes(UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
