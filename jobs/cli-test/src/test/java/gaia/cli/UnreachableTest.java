package gaia.cli;

import static gaia.cli.Program.gaia;
import static org.assertj.core.api.Assertions.assertThat;

import gaia.cli.Program.Ended;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreachableTest {
  @ParameterizedTest
  @ValueSource(strings = {"migrate", "history"})
  void nobodyThere_endsWithinTheTimeout(String command) throws IOException {
    // Bound and not listened on: nobody else gets the port, and nobody answers there.
    try (Socket nobody = new Socket()) {
      nobody.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Instant before = Instant.now();
      Ended ended =
          gaia(
              command,
              "--json",
              "--connect-timeout",
              "2s",
              "--database",
              url(nobody.getLocalPort()));
      assertThat(Duration.between(before, Instant.now()))
          .isBetween(Duration.ofMillis(500), Duration.ofSeconds(20));
      assertThat(ended.exit()).isEqualTo(75);
      assertThat(ended.json()).containsEntry("outcome", "unreachable").containsEntry("exit", 75);
      assertThat(ended.err()).contains("no connection to gaia@127.0.0.1:", "within 2 s", "hint: ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"migrate", "history"})
  void silentServer_isNotWaitedForLonger(String command) throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Instant before = Instant.now();
      Ended ended =
          gaia(command, "--connect-timeout", "1s", "--database", url(silent.getLocalPort()));
      assertThat(ended.exit()).isEqualTo(75);
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }
  }

  private static String url(int port) {
    return "postgresql://gaia-migrate%40local.iam:x@127.0.0.1:" + port + "/gaia";
  }
}
