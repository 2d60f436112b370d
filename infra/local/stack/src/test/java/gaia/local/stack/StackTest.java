package gaia.local.stack;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path data;
  private static StackProcess stack;

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    stack = StackProcess.start(data, "-Didle=2").awaitReady();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    stack.close();
  }

  @Test
  void saysWhatTheFirstFiveMinutesNeed() {
    assertThat(stack.text())
        .containsPattern("JDK +\\S+ in /")
        .containsPattern("PostgreSQL +16\\.\\d+ at 127\\.0\\.0\\.1:\\d+, data in " + data)
        .containsPattern("schema +\\S+")
        .containsPattern(
            "address +" + stack.address() + " +functions asleep: account, cleanup, invite, session")
        .containsPattern("psql +\\. " + data + "/env && psql")
        .containsPattern("token +admin +ey")
        .containsPattern("token +host +ey")
        .containsPattern("token +guest +ey")
        .containsPattern("ready in \\d+ s; Ctrl-C ends everything");
  }

  @Test
  void functionFallsAsleep_andTwoFirstRequestsWakeItOnce() throws Exception {
    assertThat(get("/v1/invite/_health").statusCode()).isEqualTo(200);
    // It may have slept before, for another test: what counts is that nothing was said of it since.
    await()
        .atMost(PATIENCE)
        .until(() -> lastOfInvite().equals("invite asleep after 2 s without a request"));
    int before = stack.lines.size();

    try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
      Callable<Integer> ask = () -> get("/v1/invite/_health").statusCode();
      for (Future<Integer> answer : clients.invokeAll(List.of(ask, ask))) {
        assertThat(answer.get()).isEqualTo(200);
      }
    }
    // A request's line comes after its answer.
    await().atMost(PATIENCE).until(() -> ofInvite(before).filter(StackTest::isVisit).count() == 2);
    assertThat(ofInvite(before).filter(line -> line.startsWith("invite awake in "))).hasSize(1);
  }

  private static Stream<String> ofInvite(int from) {
    return stack.lines.stream().skip(from).filter(line -> line.contains("invite"));
  }

  private static String lastOfInvite() {
    return ofInvite(0).reduce("", (earlier, later) -> later);
  }

  private static boolean isVisit(String line) {
    return line.contains("GET /v1/invite/_health 200");
  }

  @Test
  void functionThatDied_isWokenByTheNextRequest() throws Exception {
    assertThat(get("/v1/session/_health").statusCode()).isEqualTo(200);
    stack.children(data).stream()
        .filter(child -> child.info().commandLine().orElse("").contains("session.jar"))
        .forEach(ProcessHandle::destroyForcibly);
    stack.awaitLine("session ended by itself with exit code 137");
    assertThat(get("/v1/session/_health").statusCode()).isEqualTo(200);
  }

  @Test
  void wordThatNobodyHas_isNotFound() throws Exception {
    for (String path : List.of("/v1/nobody", "/v1/", "/", "/v2/session", "/v1/session.x")) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.body()).contains("\"type\":\"urn:gaia:problem:not-found\"");
    }
  }

  @Test
  void oddAddresses_areRefused_neverServedAsSomethingElse() throws Exception {
    List<String> odd =
        List.of(
            "?q=|^",
            "?limit=%zz",
            "/a;b=c",
            "/%zz",
            "/..",
            "/\u00e9",
            "#part",
            "/" + "x".repeat(9000));
    for (String end : odd) {
      String head = "GET /v1/session" + end + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
      assertThat(raw(head + "Connection: close\r\n\r\n")).as(end).startsWith("HTTP/1.1 4");
    }
    assertThat(get("/v1/session/_health").statusCode()).isEqualTo(200);
  }

  @Test
  void functionClosesWithoutSayingSo_andTheNextRequestIsServed() throws Exception {
    for (int time = 0; time < 50; time++) {
      assertThat(get("/v1/session/" + "x".repeat(9000)).statusCode()).isEqualTo(414);
      assertThat(get("/v1/session/_health").statusCode()).as("time %d", time).isEqualTo(200);
    }
  }

  @Test
  void bodyThatIsNotChunkedAsItSays_isTheClientsFault() throws Exception {
    String head = "POST /v1/session HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n";
    String type = "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
    assertThat(raw(head + type + "zz\r\n{}\r\n0\r\n\r\n")).startsWith("HTTP/1.1 4");
  }

  @Test
  void tokensAreForAnyName_butNotForAPageElsewhere() throws Exception {
    String token = get("/local/token/somebody.else").body().strip();
    assertThat(token.split("\\.", -1)).hasSize(3);
    HttpRequest asSomebody =
        request("/v1/session").header("Authorization", "Bearer " + token).build();
    assertThat(client.send(asSomebody, ofString()).statusCode()).isEqualTo(200);

    String rebound = "GET /local/token/host HTTP/1.1\r\nHost: evil.example\r\nConnection: close";
    assertThat(raw(rebound + "\r\n\r\n")).startsWith("HTTP/1.1 404");
  }

  @Test
  void documentsAreShown() throws Exception {
    assertThat(get("/local/docs").body())
        .contains("/v1/session/_openapi", "/v1/invite/_openapi", "/v1/cleanup/_openapi");
    assertThat(get("/local/docs/ui/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
    assertThat(get("/local/docs/ui/nothing.js").statusCode()).isEqualTo(404);
  }

  @Test
  void cleanupIsForTheSchedule_andForOperatorsToLook() throws Exception {
    String scheduler = token("gaia-scheduler@local.iam");
    String operator = token("admin");
    assertThat(post("/v1/cleanup", "Authorization", scheduler)).isEqualTo(200);
    assertThat(post("/v1/cleanup?preview=true", "Authorization", operator)).isEqualTo(200);
    assertThat(post("/v1/cleanup", "Authorization", operator)).isEqualTo(403);
    assertThat(post("/v1/cleanup?preview=true", "Authorization", token("host"))).isEqualTo(403);
    assertThat(post("/v1/cleanup")).isEqualTo(403);
    // The check looks at the second header; a token in the first that nobody looked at opens
    // nothing.
    String forged =
        scheduler.substring(0, scheduler.lastIndexOf('.')) + ".SIGNATURE_REMOVED_BY_GOOGLE";
    assertThat(post("/v1/cleanup", "Authorization", forged)).isEqualTo(403);
    assertThat(post("/v1/cleanup", "Authorization", forged, "X-Serverless-Authorization", operator))
        .isEqualTo(403);
    assertThat(post("/v1/cleanup", "Authorization", operator, "X-Serverless-Authorization", forged))
        .isEqualTo(403);
  }

  private String token(String name) throws Exception {
    return "Bearer " + get("/local/token/" + name).body().strip();
  }

  private int post(String path, String... headers) throws Exception {
    HttpRequest.Builder request = request(path).POST(HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), ofString()).statusCode();
  }

  @Test
  void secretsBelongToTheirOwner() throws Exception {
    for (String file : List.of("env", "issuer-key", "invite-key", "postgres/passwords")) {
      assertThat(Files.getPosixFilePermissions(data.resolve(file)))
          .as(file)
          .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void demoAdmin_isReallyOne_andTheGuestIsNot() throws Exception {
    for (String name : List.of("admin", "guest")) {
      String token = get("/local/token/" + name).body().strip();
      HttpRequest people =
          request("/v1/account/user").header("Authorization", "Bearer " + token).build();
      assertThat(client.send(people, ofString()).statusCode())
          .as(name)
          .isEqualTo(name.equals("admin") ? 200 : 403);
    }
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), ofString());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(stack.address() + path));
  }

  private static String raw(String request) throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stack.port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }
}
