package gaia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import gaia.local.postgres.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a stack ends, and how it refuses to start. */
class StackLifeTest {
  @TempDir static Path data;

  @Test
  void terminatedStack_leavesNoProcess() throws Exception {
    StackProcess stack = StackProcess.start(data).awaitReady();
    wakeSession(stack);
    List<ProcessHandle> children = stack.children(data);
    assertThat(children).hasSizeGreaterThan(1);

    stack.terminate();

    assertThat(stack.text()).containsPattern("ended in \\d+ ms");
    awaitEnd(children);
  }

  @Test
  void stackBesideARunningOne_isRefused_andTheRunningOneStays() throws Exception {
    try (StackProcess running = StackProcess.start(data).awaitReady();
        StackProcess second = StackProcess.start(data)) {
      assertRefused(second, "a stack is already running on " + data, running.address(), "-Ddata");
      wakeSession(running);
    }
  }

  @Test
  void whatAKilledStackLeft_isEndedByTheNext() throws Exception {
    StackProcess killed = StackProcess.start(data).awaitReady();
    wakeSession(killed);
    List<ProcessHandle> children = killed.children(data);
    killed.kill();
    assertThat(children).allMatch(ProcessHandle::isAlive);

    try (StackProcess next = StackProcess.start(data, killed.port).awaitReady()) {
      awaitEnd(children);
      wakeSession(next);
    }
  }

  @Test
  void stackWhoseMavenDied_ends() throws Exception {
    ProcessBuilder shell = new ProcessBuilder("bash", "-c", "\"$@\"; true", "maven");
    shell.command().addAll(StackProcess.command(data, Ports.free()));
    Process maven = shell.redirectErrorStream(true).start();
    assertThat(maven.inputReader().lines().anyMatch(line -> line.startsWith("ready in "))).isTrue();
    List<ProcessHandle> children = maven.descendants().toList();
    assertThat(children).isNotEmpty();

    maven.destroyForcibly();

    awaitEnd(children);
  }

  @Test
  void takenPort_isSaidInASentence() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        StackProcess stack = StackProcess.start(data, other.getLocalPort())) {
      assertRefused(stack, "port " + other.getLocalPort(), "in use", "-Dport=N");
    }
  }

  @Test
  void damagedData_isSaidInASentence(@TempDir Path elsewhere) throws Exception {
    Path postgres = Files.createDirectories(elsewhere.resolve("postgres/data"));
    Files.writeString(postgres.resolve("PG_VERSION"), "16\n");
    try (StackProcess stack = StackProcess.start(elsewhere)) {
      assertRefused(stack, postgres + " is damaged", "-Dfresh");
    }
  }

  @Test
  void freshStart_forgetsDamagedData() throws Exception {
    Files.createDirectories(data.resolve("postgres/data"));
    Files.deleteIfExists(data.resolve("postgres/data/PG_VERSION"));
    try (StackProcess stack = StackProcess.start(data, "-Dfresh=true").awaitReady()) {
      wakeSession(stack);
    }
  }

  @Test
  void nonsenseSetting_isSaidInASentence() throws Exception {
    try (StackProcess stack = StackProcess.start(data, "-Didle=soon")) {
      assertRefused(stack, "-Didle=soon is not a number from 1 to 86400");
    }
  }

  @Test
  void dataFolderThatIsAFile_isSaidInASentence(@TempDir Path elsewhere) throws Exception {
    Path file = Files.createFile(elsewhere.resolve("file"));
    try (StackProcess stack = StackProcess.start(file)) {
      assertRefused(stack, file + " is not a folder", "-Ddata=DIR");
    }
  }

  /** A process that ended is there until its parent, which may be the system, has taken note. */
  private static void awaitEnd(List<ProcessHandle> processes) {
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static void assertRefused(StackProcess stack, String... parts)
      throws InterruptedException {
    assertThat(stack.exitCode()).isEqualTo(1);
    assertThat(stack.lines).filteredOn(line -> line.startsWith("gaia: ")).hasSize(1);
    assertThat(stack.text()).contains(parts).doesNotContain("Exception", "\tat ");
  }

  private static void wakeSession(StackProcess stack) throws IOException, InterruptedException {
    URI health = URI.create(stack.address() + "/v1/session/_health");
    assertThat(
            HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(200);
  }
}
